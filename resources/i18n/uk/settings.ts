<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="uk" sourcelanguage="en">
<context>
    <name>DiagnosticsPage</name>
    <message>
        <source>Diagnostics</source>
        <translation>Діагностика</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Перевірити зараз</translation>
    </message>
    <message>
        <source>Check of local data</source>
        <translation>Перевірка місцевих даних</translation>
    </message>
    <message>
        <source>Reads the cart's file and the catalogue's file to the end.</source>
        <translation>Читає файл кошика й файл каталогу до кінця.</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>Зберегти звіт…</translation>
    </message>
    <message>
        <source>Report for support</source>
        <translation>Звіт для підтримки</translation>
    </message>
    <message>
        <source>Versions, sizes and the log, without passwords, prices and names.</source>
        <translation>Версії, розміри й журнал, без паролів, цін та імен.</translation>
    </message>
    <message>
        <source>Local data is damaged</source>
        <translation>Місцеві дані пошкоджено</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), {size}</source>
        <translation>
            <numerusform>%n файл, {size}</numerusform>
            <numerusform>%n файли, {size}</numerusform>
            <numerusform>%n файлів, {size}</numerusform>
        </translation>
    </message>
    <message>
        <source>Local data is whole</source>
        <translation>Місцеві дані цілі</translation>
    </message>
    <message>
        <source>The report is saved</source>
        <translation>Звіт збережено</translation>
    </message>
        <message>
            <source>Log of the program</source>
            <translation>Журнал програми</translation>
        </message>
        <message>
            <source>Nothing has gone wrong.</source>
            <translation>Нічого поганого не сталося.</translation>
        </message>
    </context>
<context>
    <name>LookPage</name>
    <message>
        <source>Look and language</source>
        <translation>Вигляд і мова</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Мова</translation>
    </message>
    <message>
        <source>As in the system</source>
        <translation>Як у системі</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Світла</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Темна</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Контрастна</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Dense {n}</source>
        <translation>Щільна {n}</translation>
    </message>
    <message>
        <source>Usual {n}</source>
        <translation>Звичайна {n}</translation>
    </message>
    <message>
        <source>Roomy {n}</source>
        <translation>Вільна {n}</translation>
    </message>
    <message>
        <source>Row height</source>
        <translation>Щільність таблиць</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Розмір тексту</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Менше руху</translation>
    </message>
    <message>
        <source>Names of goods stay as the supplier keeps them. Open pages speak the new language after a restart.</source>
        <translation>Назви товарів лишаються такими, якими їх веде постачальник. Відкриті сторінки заговорять новою мовою після перезапуску.</translation>
    </message>
    <message>
        <source>Change it any time: Ctrl+Shift+D</source>
        <translation>Змінити будь-коли: Ctrl+Shift+D</translation>
    </message>
    <message>
        <source>On top of the system's scale</source>
        <translation>Понад масштаб системи</translation>
    </message>
    <message>
        <source>Changes are instant; changed prices keep their colour for 4 s.</source>
        <translation>Без плавних переходів; змінені ціни світяться 4 с.</translation>
    </message>
        <message>
            <source>Light changed prices after a contract switch</source>
            <translation>Підсвічувати зміни цін після перемикання договору</translation>
        </message>
        <message>
            <source>4 s, then an arrow stays</source>
            <translation>4 с, потім стрілка</translation>
        </message>
        <message>
            <source>Start again now</source>
            <translation>Перезапустити зараз</translation>
        </message>
    </context>
<context>
    <name>PageList</name>
    <message>
        <source>Pages of settings</source>
        <translation>Сторінки налаштувань</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Налаштування</translation>
    </message>
</context>
<context>
    <name>SettingsPresenter</name>
    <message>
        <source>Save the report</source>
        <translation>Зберегти звіт</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Текст (*.txt)</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Look and language</source>
        <translation>Вигляд і мова</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Синхронізація</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Діагностика</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>Most that photos may take</source>
        <translation>Скільки місця можуть зайняти фото</translation>
    </message>
    <message>
        <source>Delete from the disk</source>
        <translation>Стерти з диска</translation>
    </message>
    <message>
        <source>Photos of goods</source>
        <translation>Фото товарів</translation>
    </message>
    <message>
        <source>{size} on the disk; those not looked at for longest make room for new ones</source>
        <translation>{size} на диску; найдавніше переглянуті звільняють місце новим</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Синхронізація</translation>
    </message>
    <message>
        <source>Update now</source>
        <translation>Оновити зараз</translation>
    </message>
    <message>
        <source>Prices and stock</source>
        <translation>Ціни й залишки</translation>
    </message>
    <message>
        <source>Catalogue on this computer</source>
        <translation>Каталог на цьому комп’ютері</translation>
    </message>
    <message>
        <source>Changes come by themselves</source>
        <translation>Зміни надходять самі</translation>
    </message>
    <message>
        <source>What came last</source>
        <translation>Що надійшло останнім</translation>
    </message>
    <message>
        <source>Nothing has changed since the program was opened.</source>
        <translation>Відколи програму відкрито, нічого не змінилося.</translation>
    </message>
    <message>
        <source>prices as of {time}</source>
        <translation>ціни станом на {time}</translation>
    </message>
    <message>
        <source>stock as of {time}</source>
        <translation>залишки станом на {time}</translation>
    </message>
    <message>
        <source>nothing has been fetched yet</source>
        <translation>ще нічого не отримано</translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s), {size} on the disk</source>
        <translation>
            <numerusform>%Ln товар, {size} на диску</numerusform>
            <numerusform>%Ln товари, {size} на диску</numerusform>
            <numerusform>%Ln товарів, {size} на диску</numerusform>
        </translation>
    </message>
        <message>
            <source>at once</source>
            <translation>одразу</translation>
        </message>
        <message>
            <source>How often changes come</source>
            <translation>Як часто надходять зміни</translation>
        </message>
        <message>
            <source>The supplier's portal tells of a change as soon as 1C has sent it. On a metered line: every few minutes, and only photos that you open.</source>
            <translation>Портал постачальника сповіщає про зміну, щойно 1С її передала. На лімітованому з’єднанні — раз на кілька хвилин, а фото лише ті, що ви відкриваєте.</translation>
        </message>
        <message numerus="yes">
            <source>%n min</source>
            <translation>
                <numerusform>%n хв</numerusform>
                <numerusform>%n хв</numerusform>
                <numerusform>%n хв</numerusform>
            </translation>
        </message>
    </context>
</TS>
