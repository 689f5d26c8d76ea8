<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="uk_UA" sourcelanguage="en">
    <context>
        <name>ActivationPage</name>
        <message>
            <source>checking…</source>
            <translation>перевіряємо…</translation>
        </message>
        <message>
            <source>The invitation has expired.</source>
            <translation>Строк запрошення минув.</translation>
        </message>
        <message>
            <source>The invitation has been used.</source>
            <translation>Запрошення вже використано.</translation>
        </message>
        <message>
            <source>There is no such invitation.</source>
            <translation>Такого запрошення немає.</translation>
        </message>
        <message>
            <source>A new one can be sent by: %1</source>
            <translation>Нове може надіслати: %1</translation>
        </message>
        <message>
            <source>Invitation</source>
            <translation>Запрошення</translation>
        </message>
        <message>
            <source>Check and password</source>
            <translation>Перевірка й пароль</translation>
        </message>
        <message>
            <source>First loading</source>
            <translation>Перше завантаження</translation>
        </message>
        <message>
            <source>Activating access</source>
            <translation>Активація доступу</translation>
        </message>
        <message>
            <source>Link or code from the letter</source>
            <translation>Посилання або код із листа</translation>
        </message>
        <message>
            <source>The letter’s link opens the program by itself; the code may be pasted with any spaces and hyphens</source>
            <translation>Посилання з листа відкриває застосунок саме; код можна вставити з будь-якими пробілами й дефісами</translation>
        </message>
        <message>
            <source>New password</source>
            <translation>Новий пароль</translation>
        </message>
        <message numerus="yes">
            <source>%n sign(s) or more</source>
            <translation>
                <numerusform>від %n знака</numerusform>
                <numerusform>від %n знаків</numerusform>
                <numerusform>від %n знаків</numerusform>
            </translation>
        </message>
        <message>
            <source>Once more</source>
            <translation>Ще раз</translation>
        </message>
        <message>
            <source>Show the password</source>
            <translation>Показати пароль</translation>
        </message>
        <message>
            <source>Remember on this computer</source>
            <translation>Запам’ятати на цьому комп’ютері</translation>
        </message>
        <message>
            <source>Is the company wrong?</source>
            <translation>Дані компанії неправильні?</translation>
        </message>
        <message>
            <source>Tell the manager</source>
            <translation>Повідомити менеджера</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Назад</translation>
        </message>
        <message>
            <source>valid until %1</source>
            <translation>дійсне до %1</translation>
        </message>
        <message>
            <source>valid</source>
            <translation>дійсне</translation>
        </message>
        <message numerus="yes">
            <source>Fits: %n sign(s)</source>
            <translation>
                <numerusform>Підходить: %n знак</numerusform>
                <numerusform>Підходить: %n знаки</numerusform>
                <numerusform>Підходить: %n знаків</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sign(s) more</source>
            <translation>
                <numerusform>ще %n знак</numerusform>
                <numerusform>ще %n знаки</numerusform>
                <numerusform>ще %n знаків</numerusform>
            </translation>
        </message>
        <message>
            <source>Does not match yet</source>
            <translation>Ще не збігається</translation>
        </message>
        <message>
            <source>Activating…</source>
            <translation>Активуємо…</translation>
        </message>
        <message>
            <source>Activate and load the catalogue</source>
            <translation>Активувати й завантажити каталог</translation>
        </message>
    </context>
    <context>
        <name>BrandSide</name>
        <message>
            <source>dealer’s cabinet</source>
            <translation>кабінет дилера</translation>
        </message>
        <message>
            <source>No access or password forgotten?</source>
            <translation>Немає доступу або забули пароль?</translation>
        </message>
    </context>
    <context>
        <name>InvitationCard</name>
        <message>
            <source>%1, EDRPOU %2</source>
            <translation>%1, ЄДРПОУ %2</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Компанія</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Користувач</translation>
        </message>
        <message>
            <source>Rights</source>
            <translation>Права</translation>
        </message>
        <message>
            <source>Contracts</source>
            <translation>Договори</translation>
        </message>
        <message>
            <source>Manager</source>
            <translation>Менеджер</translation>
        </message>
    </context>
    <context>
        <name>SignInDialog</name>
        <message>
            <source>Address of the supplier’s server</source>
            <translation>Адреса сервера постачальника</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Мова</translation>
        </message>
        <message>
            <source>%1 — activation</source>
            <translation>%1 — активація доступу</translation>
        </message>
        <message>
            <source>%1 — sign in</source>
            <translation>%1 — вхід</translation>
        </message>
        <message>
            <source>Dealer’s cabinet</source>
            <translation>Кабінет дилера</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Застосувати</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Змінити</translation>
        </message>
    </context>
    <context>
        <name>SignInPage</name>
        <message>
            <source>The login or the password is wrong</source>
            <translation>Неправильний логін або пароль</translation>
        </message>
        <message>
            <source>%1 Ask: %2</source>
            <translation>%1 Зверніться: %2</translation>
        </message>
        <message>
            <source>The supplier has closed access.</source>
            <translation>Доступ закрито постачальником.</translation>
        </message>
        <message>
            <source>The supplier’s server does not answer.</source>
            <translation>Сервер постачальника не відповідає.</translation>
        </message>
        <message>
            <source>You can work with the saved catalogue (%1) and prepare a cart.</source>
            <translation>Можна працювати зі збереженим каталогом (%1) і готувати кошик.</translation>
        </message>
        <message>
            <source>Open offline</source>
            <translation>Відкрити без зв’язку</translation>
        </message>
        <message>
            <source>A catalogue is saved here, but signing in needs the network.</source>
            <translation>Каталог тут збережено, але для входу потрібна мережа.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Повторити</translation>
        </message>
        <message>
            <source>Check the address and the network, then try again.</source>
            <translation>Перевірте адресу й мережу та повторіть.</translation>
        </message>
        <message>
            <source>No network.</source>
            <translation>Немає мережі.</translation>
        </message>
        <message>
            <source>The first sign-in on this computer needs it; later you can work offline.</source>
            <translation>Для першого входу на цьому комп’ютері вона потрібна; далі можна працювати без зв’язку.</translation>
        </message>
        <message>
            <source>The clock of this computer is wrong.</source>
            <translation>Годинник цього комп’ютера показує неправильний час.</translation>
        </message>
        <message>
            <source>It is %1 fast. Set the time, or keys will not fit.</source>
            <translation>Він поспішає на %1. Виставте час, інакше ключі не підійдуть.</translation>
        </message>
        <message>
            <source>It is %1 slow. Set the time, or keys will not fit.</source>
            <translation>Він відстає на %1. Виставте час, інакше ключі не підійдуть.</translation>
        </message>
        <message>
            <source>If this login is known, a letter with a new code is on its way.</source>
            <translation>Якщо такий логін відомий, лист із новим кодом уже надіслано.</translation>
        </message>
        <message>
            <source>Signing in</source>
            <translation>Вхід</translation>
        </message>
        <message>
            <source>The supplier sends the login in the invitation letter</source>
            <translation>Логін надсилає постачальник у листі-запрошенні</translation>
        </message>
        <message>
            <source>Login or e-mail</source>
            <translation>Логін або e-mail</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>Show the password</source>
            <translation>Показати пароль</translation>
        </message>
        <message>
            <source>Remember on this computer</source>
            <translation>Запам’ятати на цьому комп’ютері</translation>
        </message>
        <message>
            <source>The key is kept by the system’s credential store, not in a file</source>
            <translation>Ключ входу зберігає сховище облікових даних системи, не файл</translation>
        </message>
        <message>
            <source>Forgot the password?</source>
            <translation>Забули пароль?</translation>
        </message>
        <message>
            <source>I have an invitation</source>
            <translation>Маю запрошення</translation>
        </message>
        <message>
            <source>Enter the login</source>
            <translation>Введіть логін</translation>
        </message>
        <message>
            <source>Enter the password</source>
            <translation>Введіть пароль</translation>
        </message>
        <message>
            <source>Enter the login for which you need a new password</source>
            <translation>Введіть логін, для якого потрібен новий пароль</translation>
        </message>
        <message>
            <source>CapsLock is on</source>
            <translation>Увімкнено CapsLock</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>Входимо…</translation>
        </message>
        <message>
            <source>Try again in %1</source>
            <translation>Ще раз через %1</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Увійти</translation>
        </message>
    </context>
    <context>
        <name>SignInPresenter</name>
        <message>
            <source>orders</source>
            <translation>замовлення</translation>
        </message>
        <message>
            <source>prices</source>
            <translation>ціни</translation>
        </message>
        <message>
            <source>finance</source>
            <translation>фінанси</translation>
        </message>
        <message>
            <source>printing</source>
            <translation>друк</translation>
        </message>
        <message>
            <source>No network. What you typed stays; try again.</source>
            <translation>Немає мережі. Введене збережено; спробуйте ще раз.</translation>
        </message>
    </context>
</TS>
