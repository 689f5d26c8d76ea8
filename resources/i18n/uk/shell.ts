<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="uk_UA" sourcelanguage="en">
    <context>
        <name>AccessClosedScreen</name>
        <message>
            <source>The supplier has closed access</source>
            <translation>Доступ закрито постачальником</translation>
        </message>
        <message>
            <source>Prices and stock are hidden. Your carts are kept and can be exported.</source>
            <translation>Ціни й залишки приховано. Кошики збережено, їх можна експортувати.</translation>
        </message>
        <message>
            <source>Export carts</source>
            <translation>Експортувати кошики</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Перевірити знову</translation>
        </message>
    </context>
    <context>
        <name>BannerStack</name>
        <message>
            <source>Close the message</source>
            <translation>Закрити повідомлення</translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>ще %n</numerusform>
                <numerusform>ще %n</numerusform>
                <numerusform>ще %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CartButton</name>
        <message>
            <source>Cart</source>
            <translation>Кошик</translation>
        </message>
        <message numerus="yes">
            <source>%1, %n line(s)</source>
            <translation>
                <numerusform>%1, %n позиція</numerusform>
                <numerusform>%1, %n позиції</numerusform>
                <numerusform>%1, %n позицій</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 · %n pos.</source>
            <translation>
                <numerusform>%1 · %n поз.</numerusform>
                <numerusform>%1 · %n поз.</numerusform>
                <numerusform>%1 · %n поз.</numerusform>
            </translation>
        </message>
        <message>
            <source>empty</source>
            <translation>порожній</translation>
        </message>
    </context>
    <context>
        <name>ContractDelegate</name>
        <message>
            <source>Contract No %1</source>
            <translation>Договір №%1</translation>
        </message>
        <message>
            <source>%1, incl. VAT</source>
            <translation>%1, з ПДВ</translation>
        </message>
        <message>
            <source>%1, VAT on top</source>
            <translation>%1, ПДВ зверху</translation>
        </message>
        <message>
            <source>%1, no VAT</source>
            <translation>%1, без ПДВ</translation>
        </message>
        <message>
            <source>of %1</source>
            <translation>із %1</translation>
        </message>
        <message>
            <source>advance %1</source>
            <translation>аванс %1</translation>
        </message>
        <message>
            <source>now</source>
            <translation>зараз</translation>
        </message>
    </context>
    <context>
        <name>ContractPopup</name>
        <message>
            <source>Find a contract</source>
            <translation>Знайти договір</translation>
        </message>
        <message>
            <source>Number, terms or price type</source>
            <translation>Номер, термін або тип цін</translation>
        </message>
        <message>
            <source>Contracts</source>
            <translation>Договори</translation>
        </message>
        <message>
            <source>Prices are recalculated at once, without asking the server</source>
            <translation>Ціни перераховуються з кешу миттєво, без запиту на сервер</translation>
        </message>
        <message>
            <source>Compare under each contract</source>
            <translation>Порівняти кошик за всіма договорами</translation>
        </message>
        <message>
            <source>choose</source>
            <translation>вибір</translation>
        </message>
        <message>
            <source>switch</source>
            <translation>перемкнути</translation>
        </message>
        <message>
            <source>at once</source>
            <translation>одразу</translation>
        </message>
    </context>
    <context>
        <name>ContractSwitcher</name>
        <message>
            <source>No contract</source>
            <translation>Немає договору</translation>
        </message>
        <message>
            <source>Contract: %1, No %2</source>
            <translation>Договір: %1, №%2</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>доступно %1</translation>
        </message>
        <message>
            <source>incl. VAT</source>
            <translation>з ПДВ</translation>
        </message>
        <message>
            <source>VAT on top</source>
            <translation>ПДВ зверху</translation>
        </message>
        <message>
            <source>no VAT</source>
            <translation>без ПДВ</translation>
        </message>
        <message>
            <source>Contract No %1</source>
            <translation>Договір №%1</translation>
        </message>
        <message>
            <source>Limit left</source>
            <translation>Доступний ліміт</translation>
        </message>
        <message>
            <source>of %1</source>
            <translation>із %1</translation>
        </message>
        <message>
            <source>Advance</source>
            <translation>Аванс на договорі</translation>
        </message>
    </context>
    <context>
        <name>CrashDialog</name>
        <message>
            <source>An error in the program</source>
            <translation>Помилка в програмі</translation>
        </message>
        <message>
            <source>Something went wrong in the program</source>
            <translation>У програмі сталася помилка</translation>
        </message>
        <message>
            <source>Your carts and the queue are saved. Copy the details and send them to the supplier: they hold no names and no prices.</source>
            <translation>Кошики й черга збережені. Скопіюйте подробиці й надішліть постачальнику: у них немає ні імен, ні цін.</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Деталі</translation>
        </message>
        <message>
            <source>Copy details</source>
            <translation>Копіювати деталі</translation>
        </message>
        <message>
            <source>Go on working</source>
            <translation>Працювати далі</translation>
        </message>
    </context>
    <context>
        <name>FirstRunScreen</name>
        <message>
            <source>Preparing the catalogue of “%1”</source>
            <translation>Готуємо каталог «%1»</translation>
        </message>
        <message>
            <source>Once on this computer. Afterwards only changes come.</source>
            <translation>Один раз на цьому комп’ютері. Далі надходитимуть лише зміни.</translation>
        </message>
        <message>
            <source>Progress of the first loading</source>
            <translation>Перебіг першого завантаження</translation>
        </message>
        <message>
            <source>You may close the window or lose the connection: we go on from here.</source>
            <translation>Можна закрити вікно або втратити зв’язок: продовжимо з цього місця.</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Продовжити</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Призупинити</translation>
        </message>
        <message>
            <source>Start without photos</source>
            <translation>Почати роботу без фото</translation>
        </message>
        <message>
            <source>Start working</source>
            <translation>Почати роботу</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 із %2</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Призупинено</translation>
        </message>
        <message>
            <source>About %1 left</source>
            <translation>Лишилося близько %1</translation>
        </message>
        <message>
            <source>%1/s</source>
            <translation>%1/с</translation>
        </message>
        <message>
            <source>Longer than usual: about %1 left</source>
            <translation>Довше, ніж звичайно: лишилося близько %1</translation>
        </message>
        <message>
            <source>%1 received</source>
            <translation>отримано %1</translation>
        </message>
    </context>
    <context>
        <name>FirstSync</name>
        <message>
            <source>as you look at them</source>
            <translation>завантажуються під час перегляду</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Фото</translation>
        </message>
        <message>
            <source>Groups of goods</source>
            <translation>Категорії</translation>
        </message>
        <message>
            <source>Goods</source>
            <translation>Товари</translation>
        </message>
        <message>
            <source>Prices</source>
            <translation>Ціни</translation>
        </message>
        <message>
            <source>Stock</source>
            <translation>Залишки</translation>
        </message>
        <message>
            <source>Orders and documents</source>
            <translation>Замовлення й документи</translation>
        </message>
        <message>
            <source>Search index</source>
            <translation>Пошуковий індекс</translation>
        </message>
        <message>
            <source>No connection. We go on when it is back.</source>
            <translation>Немає зв’язку. Продовжимо, щойно він повернеться.</translation>
        </message>
        <message>
            <source>Access and contracts</source>
            <translation>Доступ і договори</translation>
        </message>
        <message>
            <source>contracts: {n}, warehouses: {m}</source>
            <translation>договорів: {n}, складів: {m}</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>%1 — dealer’s cabinet · %2</source>
            <translation>%1 — кабінет дилера · %2</translation>
        </message>
    </context>
    <context>
        <name>ManagerPanel</name>
        <message>
            <source>Your manager · %1</source>
            <translation>Ваш менеджер · %1</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Зателефонувати</translation>
        </message>
        <message>
            <source>Copy the phone</source>
            <translation>Копіювати телефон</translation>
        </message>
        <message>
            <source>Write an e-mail</source>
            <translation>Написати листа</translation>
        </message>
        <message>
            <source>Copy the e-mail</source>
            <translation>Копіювати e-mail</translation>
        </message>
        <message>
            <source>available %1</source>
            <translation>на зв’язку %1</translation>
        </message>
    </context>
    <context>
        <name>ShellPresenter</name>
        <message>
            <source>Update</source>
            <translation>Оновити</translation>
        </message>
        <message>
            <source>The supplier’s 1C brings no news.</source>
            <translation>1С постачальника не надсилає новин.</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>готовий</translation>
        </message>
        <message>
            <source>1C is late with news; orders are taken and wait for it.</source>
            <translation>1С запізнюється з новинами; замовлення приймаємо, вони чекають на неї.</translation>
        </message>
        <message>
            <source>1C has been silent; orders are taken and wait for it.</source>
            <translation>1С мовчить; замовлення приймаємо, вони чекають на неї.</translation>
        </message>
        <message>
            <source>Prices and stock are of {time}.</source>
            <translation>Ціни й залишки станом на {time}.</translation>
        </message>
        <message>
            <source>Prices and stock as of {time} ({age} ago). Your order will wait in the queue; we check prices before sending.</source>
            <translation>Ціни й залишки станом на {time} ({age} тому). Замовлення стане в чергу, ціни звіримо перед відправленням.</translation>
        </message>
    </context>
    <context>
        <name>SideBar</name>
        <message>
            <source>Sections</source>
            <translation>Розділи</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message numerus="yes">
            <source>%n order(s)</source>
            <translation>
                <numerusform>%n замовлення</numerusform>
                <numerusform>%n замовлення</numerusform>
                <numerusform>%n замовлень</numerusform>
            </translation>
        </message>
        <message>
            <source>Send queue:</source>
            <translation>Черга відправлення:</translation>
        </message>
        <message>
            <source>F1 keys</source>
            <translation>F1 клавіші</translation>
        </message>
    </context>
    <context>
        <name>SyncButton</name>
        <message>
            <source>No prices yet</source>
            <translation>Цін ще немає</translation>
        </message>
        <message>
            <source>Prices as of %1</source>
            <translation>Ціни станом на %1</translation>
        </message>
        <message>
            <source>Updating…</source>
            <translation>Оновлюємо…</translation>
        </message>
        <message>
            <source>Updating: %1 of %2</source>
            <translation>Оновлюємо: %1 із %2</translation>
        </message>
        <message>
            <source>No connection</source>
            <translation>Немає зв’язку</translation>
        </message>
        <message>
            <source>No connection for %1</source>
            <translation>Немає зв’язку %1</translation>
        </message>
        <message>
            <source>F5 update</source>
            <translation>F5 оновити</translation>
        </message>
        <message>
            <source>%1 · F5 update</source>
            <translation>%1 · F5 оновити</translation>
        </message>
        <message>
            <source>Prices and stock are fresh</source>
            <translation>Ціни й залишки свіжі</translation>
        </message>
        <message>
            <source>The supplier has sent nothing for a long time</source>
            <translation>Постачальник давно нічого не надсилав</translation>
        </message>
        <message>
            <source>Working offline</source>
            <translation>Працюємо без зв’язку</translation>
        </message>
        <message>
            <source>Updating prices and stock</source>
            <translation>Оновлюємо ціни й залишки</translation>
        </message>
    </context>
    <context>
        <name>SyncPopup</name>
        <message>
            <source>Last updates</source>
            <translation>Останні оновлення</translation>
        </message>
        <message>
            <source>What works offline</source>
            <translation>Що працює без зв’язку</translation>
        </message>
        <message>
            <source>Catalogue, carts and documents on this computer. An order waits in the queue and is checked before it is sent.</source>
            <translation>Каталог, кошики й документи на цьому комп’ютері. Замовлення стане в чергу, перед відправленням його звіримо.</translation>
        </message>
        <message>
            <source>Open the log</source>
            <translation>Відкрити журнал</translation>
        </message>
        <message>
            <source>None yet</source>
            <translation>Ще не було</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Update prices and stock now (F5)</source>
            <translation>Оновити ціни й залишки зараз (F5)</translation>
        </message>
        <message>
            <source>Choose the company (Ctrl+Shift+F4)</source>
            <translation>Вибрати компанію (Ctrl+Shift+F4)</translation>
        </message>
    </context>
    <context>
        <name>Workspace</name>
        <message>
            <source>Undo</source>
            <translation>Скасувати</translation>
        </message>
    </context>
    <context>
        <name>banners</name>
        <message>
            <source>Working offline.</source>
            <translation>Працюємо без зв’язку.</translation>
        </message>
        <message>
            <source>Prices and stock are shown as last received. Your order will wait in the queue; we check prices before sending.</source>
            <translation>Ціни й залишки — на час останнього оновлення. Замовлення стане в чергу, ціни звіримо перед відправленням.</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>Спробувати зараз</translation>
        </message>
        <message>
            <source>What works</source>
            <translation>Що працює</translation>
        </message>
        <message>
            <source>Session ended. Your cart is saved.</source>
            <translation>Сеанс завершено. Кошик збережено.</translation>
        </message>
        <message>
            <source>The password was changed or access renewed; sign in to go on.</source>
            <translation>Пароль змінено або доступ оновлено; увійдіть, щоб продовжити.</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Увійти</translation>
        </message>
        <message>
            <source>Work offline</source>
            <translation>Працювати без зв’язку</translation>
        </message>
        <message>
            <source>The supplier has closed access.</source>
            <translation>Доступ закрито постачальником.</translation>
        </message>
        <message>
            <source>Your carts are kept and can be exported. Ask your manager.</source>
            <translation>Кошики збережено, їх можна експортувати. Зверніться до менеджера.</translation>
        </message>
        <message>
            <source>Contact the manager</source>
            <translation>Зв’язатися з менеджером</translation>
        </message>
        <message>
            <source>Export carts</source>
            <translation>Експортувати кошики</translation>
        </message>
        <message>
            <source>The supplier’s server gave an answer we cannot read.</source>
            <translation>Сервер постачальника відповів незрозуміло.</translation>
        </message>
        <message>
            <source>Nothing is lost. Send the details to your supplier.</source>
            <translation>Нічого не загублено. Надішліть деталі постачальнику.</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Деталі</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Повторити</translation>
        </message>
        <message>
            <source>The supplier’s server did not accept the order.</source>
            <translation>Облік постачальника не прийняв замовлення.</translation>
        </message>
        <message>
            <source>The lines to change are marked. Nothing is lost.</source>
            <translation>Рядки, які треба змінити, позначено. Нічого не загублено.</translation>
        </message>
        <message>
            <source>Show lines</source>
            <translation>Показати рядки</translation>
        </message>
        <message>
            <source>Cannot write to the disk.</source>
            <translation>Не вдається записати на диск.</translation>
        </message>
        <message>
            <source>Free some space or check the folder; changes wait until then.</source>
            <translation>Звільніть місце або перевірте теку; зміни поки чекають.</translation>
        </message>
        <message>
            <source>Check the data</source>
            <translation>Перевірити дані</translation>
        </message>
        <message>
            <source>Other printer</source>
            <translation>Інший принтер</translation>
        </message>
        <message>
            <source>Save PDF</source>
            <translation>Зберегти PDF</translation>
        </message>
        <message>
            <source>Printer “%1” is not found.</source>
            <translation>Принтер «%1» не знайдено.</translation>
        </message>
        <message>
            <source>It was renamed or removed. The document is kept.</source>
            <translation>Його перейменовано або вилучено. Документ збережено.</translation>
        </message>
        <message>
            <source>Printer “%1” refused the job.</source>
            <translation>Принтер «%1» не прийняв завдання.</translation>
        </message>
        <message>
            <source>Nothing was printed. Choose another printer or save the file.</source>
            <translation>Нічого не надруковано. Виберіть інший принтер або збережіть файл.</translation>
        </message>
        <message>
            <source>Printer “%1” does not answer.</source>
            <translation>Принтер «%1» не відповідає.</translation>
        </message>
        <message>
            <source>Check that it is on; the job was not handed over.</source>
            <translation>Перевірте, чи він увімкнений; завдання не передано.</translation>
        </message>
        <message>
            <source>The print service is not running: “%1”.</source>
            <translation>Служба друку не працює: «%1».</translation>
        </message>
        <message>
            <source>Ask your administrator to start it, or save the file.</source>
            <translation>Попросіть адміністратора запустити її або збережіть файл.</translation>
        </message>
        <message>
            <source>No space on the disk to print on “%1”.</source>
            <translation>На диску немає місця, щоб друкувати на «%1».</translation>
        </message>
        <message>
            <source>Free some space and print again.</source>
            <translation>Звільніть місце й надрукуйте ще раз.</translation>
        </message>
        <message>
            <source>This document cannot be printed on “%1”.</source>
            <translation>Цей документ не вдається надрукувати на «%1».</translation>
        </message>
        <message>
            <source>The file is damaged or not whole; download it again.</source>
            <translation>Файл пошкоджений або неповний; завантажте його знову.</translation>
        </message>
        <message>
            <source>The driver of “%1” failed.</source>
            <translation>Збій драйвера принтера «%1».</translation>
        </message>
        <message>
            <source>Nothing was printed. Try another printer or restart this one.</source>
            <translation>Нічого не надруковано. Спробуйте інший принтер або перезапустіть цей.</translation>
        </message>
        <message>
            <source>Printer “%1” may or may not have taken the job.</source>
            <translation>Невідомо, чи принтер «%1» узяв завдання.</translation>
        </message>
        <message>
            <source>Look at the printer before you print again.</source>
            <translation>Перш ніж друкувати ще раз, погляньте на принтер.</translation>
        </message>
        <message>
            <source>Not enough in stock</source>
            <translation>Бракує на складі</translation>
        </message>
        <message>
            <source>The price has changed</source>
            <translation>Ціна змінилася</translation>
        </message>
        <message>
            <source>Not permitted for you</source>
            <translation>Вам не дозволено</translation>
        </message>
        <message>
            <source>Not sold under this contract</source>
            <translation>Не продається за цим договором</translation>
        </message>
        <message>
            <source>No longer sold</source>
            <translation>Знято з продажу</translation>
        </message>
        <message>
            <source>Below the minimum order</source>
            <translation>Менше за мінімальне замовлення</translation>
        </message>
        <message>
            <source>Above the maximum order</source>
            <translation>Більше за максимальне замовлення</translation>
        </message>
        <message>
            <source>The credit limit is exceeded</source>
            <translation>Перевищено кредитний ліміт</translation>
        </message>
        <message>
            <source>Stopped by an overdue debt</source>
            <translation>Зупинено через прострочений борг</translation>
        </message>
        <message>
            <source>Not a multiple of the pack</source>
            <translation>Не кратно упаковці</translation>
        </message>
        <message>
            <source>The unit is unknown</source>
            <translation>Невідома одиниця виміру</translation>
        </message>
        <message>
            <source>The contract is closed</source>
            <translation>Договір закрито</translation>
        </message>
        <message>
            <source>The total differs</source>
            <translation>Сума не збігається</translation>
        </message>
        <message>
            <source>The arrival date has changed</source>
            <translation>Дата приходу змінилася</translation>
        </message>
        <message>
            <source>This delivery is not possible</source>
            <translation>Така доставка неможлива</translation>
        </message>
    </context>
    <context>
        <name>key_sheet</name>
        <message>
            <source>Keys of this screen</source>
            <translation>Клавіші цього екрана</translation>
        </message>
        <message>
            <source>Choose a contract</source>
            <translation>Вибрати договір</translation>
        </message>
        <message>
            <source>Update prices and stock</source>
            <translation>Оновити ціни й залишки</translation>
        </message>
        <message>
            <source>Cart and back to the catalogue</source>
            <translation>Кошик і назад до каталогу</translation>
        </message>
        <message>
            <source>Next part of the window</source>
            <translation>Наступна частина вікна</translation>
        </message>
        <message>
            <source>Previous part of the window</source>
            <translation>Попередня частина вікна</translation>
        </message>
        <message>
            <source>Next draft</source>
            <translation>Наступний кошик</translation>
        </message>
        <message>
            <source>New draft</source>
            <translation>Новий кошик</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Скасувати</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Повернути</translation>
        </message>
        <message>
            <source>Collapse the side bar</source>
            <translation>Згорнути бічну панель</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>На весь екран</translation>
        </message>
        <message>
            <source>Your manager</source>
            <translation>Ваш менеджер</translation>
        </message>
        <message>
            <source>Details of the last error</source>
            <translation>Деталі останньої помилки</translation>
        </message>
        <message>
            <source>This screen</source>
            <translation>Цей екран</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>Усюди</translation>
        </message>
        <message>
            <source>This cart under each contract</source>
            <translation>Цей кошик за всіма договорами</translation>
        </message>
        <message>
            <source>Panel beside the screen</source>
            <translation>Панель поруч з екраном</translation>
        </message>
        <message>
            <source>Sections, in their order</source>
            <translation>Розділи за порядком</translation>
        </message>
        <message>
            <source>Previous draft</source>
            <translation>Попередній кошик</translation>
        </message>
    </context>
    <context>
        <name>ContractViews</name>
        <message>
            <source>closed for ordering</source>
            <translation>закрито для замовлення</translation>
        </message>
        <message numerus="yes">
            <source>ships within %n days</source>
            <translation>
                <numerusform>відвантаження за %n дн</numerusform>
                <numerusform>відвантаження за %n дн</numerusform>
                <numerusform>відвантаження за %n дн</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SwitchBanner</name>
        <message>
            <source>Prices recalculated for contract {no} “{name}”.</source>
            <translation>Ціни перераховано за договором {no} «{name}».</translation>
        </message>
        <message>
            <source>Back to {code}</source>
            <translation>Повернути {code}</translation>
        </message>
        <message numerus="yes">
            <source>%Ln product(s).</source>
            <translation>
                <numerusform>%Ln товар.</numerusform>
                <numerusform>%Ln товари.</numerusform>
                <numerusform>%Ln товарів.</numerusform>
            </translation>
        </message>
        <message>
            <source>{cart}: {before} → {after}</source>
            <translation>{cart}: {before} → {after}</translation>
        </message>
        <message>
            <source>{cart}: {before} → {after} ({difference})</source>
            <translation>{cart}: {before} → {after} ({difference})</translation>
        </message>
        <message>
            <source>Compare the cart</source>
            <translation>Порівняти кошик</translation>
        </message>
        <message numerus="yes">
            <source>%Ln product(s), {seconds} s.</source>
            <translation>
                <numerusform>%Ln товар, {seconds} с.</numerusform>
                <numerusform>%Ln товари, {seconds} с.</numerusform>
                <numerusform>%Ln товарів, {seconds} с.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>_Captions</name>
        <message>
            <source>Contract</source>
            <translation>Договір</translation>
        </message>
        <message>
            <source>Price type</source>
            <translation>Тип цін</translation>
        </message>
        <message>
            <source>Currency, VAT</source>
            <translation>Валюта, ПДВ</translation>
        </message>
        <message>
            <source>Limit / advance</source>
            <translation>Ліміт / аванс</translation>
        </message>
        <message>
            <source>The cart here</source>
            <translation>Кошик тут</translation>
        </message>
    </context>
    <context>
        <name>Freshness</name>
        <message>
            <source>Prices and stock are up to date</source>
            <translation>Ціни й залишки оновлено</translation>
        </message>
    </context>
</TS>
