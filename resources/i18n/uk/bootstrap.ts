<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="uk_UA" sourcelanguage="en">
    <context>
        <name>OrderSection</name>
        <message>
            <location filename="../../../app/bootstrap/order_section.py" line="52" />
            <source>Cart</source>
            <translation>Кошик</translation>
        </message>
        <message>
            <source>The cart is empty: there is nothing to compare.</source>
            <translation>Кошик порожній: немає що порівнювати.</translation>
        </message>
    </context>
    <context>
        <name>Program</name>
        <message>
            <location filename="../../../app/bootstrap/program.py" line="120" />
            <source>This folder belongs to {login}.</source>
            <translation>Ця тека належить користувачеві {login}.</translation>
        </message>
    </context>
    <context>
        <name>SettingsSection</name>
        <message>
            <source>Settings</source>
            <translation>Налаштування</translation>
        </message>
        <message>
            <source>Undo the last change</source>
            <translation>Скасувати останню зміну</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Програма</translation>
        </message>
        <message>
            <source>System</source>
            <translation>Система</translation>
        </message>
        <message>
            <source>Supplier's server</source>
            <translation>Сервер постачальника</translation>
        </message>
        <message>
            <source>Data folder</source>
            <translation>Тека даних</translation>
        </message>
    </context>
    <context>
        <name>CatalogueSection</name>
        <message>
            <source>Photo of the product</source>
            <translation>Фото товару</translation>
        </message>
        <message>
            <source>Catalogue</source>
            <translation>Каталог</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Пошук</translation>
        </message>
        <message>
            <source>Row height</source>
            <translation>Висота рядків</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>Кількість</translation>
        </message>
        <message>
            <source>Every warehouse</source>
            <translation>Усі склади</translation>
        </message>
        <message>
            <source>Save the list as .xlsx</source>
            <translation>Зберегти список як .xlsx</translation>
        </message>
        <message>
            <source>Paste a list from Excel</source>
            <translation>Вставити список з Excel</translation>
        </message>
        <message>
            <source>Saving the list: {n} of {m} rows. Ctrl+E stops it</source>
            <translation>Зберігаємо список: {n} із {m} рядків. Ctrl+E зупинить</translation>
        </message>
    </context>
    <context>
        <name>Unreadable</name>
        <message>
            <source>Carts and orders on this computer cannot be read.</source>
            <translation>Кошики та замовлення на цьому комп’ютері не читаються.</translation>
        </message>
        <message>
            <source>The file is left as it is, and copies of the last days lie beside it. Copy this and ask your supplier for help.</source>
            <translation>Файл залишено як є, копії за останні дні лежать поруч. Скопіюйте цей текст і зверніться по допомогу до постачальника.</translation>
        </message>
    </context>
</TS>
