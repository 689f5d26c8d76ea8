<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="uk_UA" sourcelanguage="en">
    <context>
        <name>Drafts</name>
        <message>
            <location filename="../../../app/ui/live/drafts.py" line="85" />
            <source>Cart {n}</source>
            <translation>Кошик {n}</translation>
        </message>
    </context>
<context>
    <name>SyncLog</name>
    <message>
        <source>The connection is back</source>
        <translation>Зв’язок відновлено</translation>
    </message>
    <message>
        <source>No connection with the supplier</source>
        <translation>Немає зв’язку з постачальником</translation>
    </message>
    <message>
        <source>The list was fetched whole</source>
        <translation>Каталог отримано цілком</translation>
    </message>
    <message numerus="yes">
        <source>prices of %Ln product(s)</source>
        <translation>
            <numerusform>ціни %Ln товару</numerusform>
            <numerusform>ціни %Ln товарів</numerusform>
            <numerusform>ціни %Ln товарів</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>stock of %Ln product(s)</source>
        <translation>
            <numerusform>залишки %Ln товару</numerusform>
            <numerusform>залишки %Ln товарів</numerusform>
            <numerusform>залишки %Ln товарів</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s)</source>
        <translation>
            <numerusform>%Ln товар</numerusform>
            <numerusform>%Ln товари</numerusform>
            <numerusform>%Ln товарів</numerusform>
        </translation>
    </message>
    <message>
        <source>prices</source>
        <translation>ціни</translation>
    </message>
    <message>
        <source>stock</source>
        <translation>залишки</translation>
    </message>
    <message>
        <source>products</source>
        <translation>товари</translation>
    </message>
    <message>
        <source>categories</source>
        <translation>категорії</translation>
    </message>
    <message>
        <source>properties of goods</source>
        <translation>властивості товарів</translation>
    </message>
    <message>
        <source>contracts and terms</source>
        <translation>договори й умови</translation>
    </message>
    <message>
        <source>orders</source>
        <translation>замовлення</translation>
    </message>
    <message>
        <source>documents</source>
        <translation>документи</translation>
    </message>
    <message>
        <source>settlements</source>
        <translation>взаєморозрахунки</translation>
    </message>
    <message>
        <source>news</source>
        <translation>новини</translation>
    </message>
        <message>
            <source>nothing new</source>
            <translation>нічого нового</translation>
        </message>
        <message>
            <source>Refused, will be asked for again: {what}</source>
            <translation>Відхилено, запитаємо знову: {what}</translation>
        </message>
</context>
</TS>
