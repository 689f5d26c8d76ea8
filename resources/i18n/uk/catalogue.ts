<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="uk" sourcelanguage="en">
<context>
    <name>CardDetails</name>
    <message>
        <source>Attributes</source>
        <translation>Властивості</translation>
    </message>
    <message>
        <source>Analogues</source>
        <translation>Аналоги</translation>
    </message>
    <message>
        <source>Pages of the card</source>
        <translation>Сторінки картки</translation>
    </message>
    <message>
        <source>Back to the card</source>
        <translation>Назад до картки</translation>
    </message>
    <message>
        <source>The supplier names no analogues.</source>
        <translation>Аналогів постачальник не вказав.</translation>
    </message>
</context>
<context>
    <name>CardHead</name>
    <message>
        <source>Add to favourites</source>
        <translation>Додати до обраного</translation>
    </message>
    <message>
        <source>Copy the article</source>
        <translation>Копіювати артикул</translation>
    </message>
    <message>
        <source>Art. {article}</source>
        <translation>Арт. {article}</translation>
    </message>
    <message>
        <source>Discontinued</source>
        <translation>Знято з виробництва</translation>
    </message>
    <message>
        <source>Barcode {code}</source>
        <translation>ШК {code}</translation>
    </message>
    <message>
        <source>{n} kg</source>
        <translation>{n} кг</translation>
    </message>
    <message>
        <source>All {n} · analogues {m}</source>
        <translation>Усі {n} · аналоги {m}</translation>
    </message>
    <message>
        <source>All {n}</source>
        <translation>Усі {n}</translation>
    </message>
    <message>
        <source>Analogues {m}</source>
        <translation>Аналоги {m}</translation>
    </message>
    <message>
        <source>packs of {n}</source>
        <translation>кратно {n}</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>Прибрати з обраного</translation>
    </message>
</context>
<context>
    <name>CardPlace</name>
    <message>
        <source>Product card</source>
        <translation>Картка товару</translation>
    </message>
</context>
<context>
    <name>CartFilling</name>
    <message>
        <source>{n} {unit} from {warehouse}</source>
        <translation>{n} {unit}, склад {warehouse}</translation>
    </message>
    <message>
        <source>Added: {name}</source>
        <translation>Додано: {name}</translation>
    </message>
    <message>
        <source>There are no goods with the code {code}</source>
        <translation>Товару з кодом {code} немає</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n день</numerusform>
            <numerusform>%n дні</numerusform>
            <numerusform>%n днів</numerusform>
        </translation>
    </message>
    <message>
        <source>{a} → {b}, packs of {p}</source>
        <translation>{a} → {b}, кратно {p}</translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <source>Article</source>
        <translation>Артикул</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Назва</translation>
    </message>
    <message>
        <source>Unit, pack</source>
        <translation>Од., уп.</translation>
    </message>
    <message>
        <source>Price, {currency}</source>
        <translation>Ціна, {currency}</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Кількість</translation>
    </message>
    <message>
        <source>on request</source>
        <translation>за запитом</translation>
    </message>
    <message>
        <source>Quantity, packs of {pack}, in the cart {n}</source>
        <translation>Кількість, кратно {pack}, у кошику {n}</translation>
    </message>
    <message>
        <source>Quantity, packs of {pack}</source>
        <translation>Кількість, кратно {pack}</translation>
    </message>
    <message>
        <source>cheaper: {better}</source>
        <translation>дешевше: {better}</translation>
    </message>
    <message>
        <source>{warehouse}: unknown</source>
        <translation>{warehouse}: невідомо</translation>
    </message>
    <message>
        <source>{warehouse}: none</source>
        <translation>{warehouse}: немає</translation>
    </message>
    <message>
        <source>{warehouse}: {n} free</source>
        <translation>{warehouse}: вільно {n}</translation>
    </message>
    <message>
        <source>reserved for you {n}</source>
        <translation>у вашому резерві {n}</translation>
    </message>
    <message>
        <source>expected {day}</source>
        <translation>очікується {day}</translation>
    </message>
</context>
<context>
    <name>CatalogueScreen</name>
    <message>
        <source>Nothing found in “{scope}”</source>
        <translation>Нічого не знайдено у «{scope}»</translation>
    </message>
    <message>
        <source>There are no goods here</source>
        <translation>Тут немає товарів</translation>
    </message>
    <message>
        <source>Clear the search or look in the whole catalogue.</source>
        <translation>Очистіть пошук або шукайте в усьому каталозі.</translation>
    </message>
    <message>
        <source>The supplier has not opened goods of this group to you.</source>
        <translation>Постачальник не відкрив вам товарів цієї групи.</translation>
    </message>
</context>
<context>
    <name>CatalogueTable</name>
    <message>
        <source>Goods</source>
        <translation>Товари</translation>
    </message>
</context>
<context>
    <name>GroupTree</name>
    <message>
        <source>Categories</source>
        <translation>Категорії</translation>
    </message>
    <message>
        <source>All goods</source>
        <translation>Усі товари</translation>
    </message>
</context>
<context>
    <name>PicturePlace</name>
    <message>
        <source>No picture</source>
        <translation>Фото немає</translation>
    </message>
</context>
<context>
    <name>ProductCard</name>
    <message>
        <source>for 1 {unit}</source>
        <translation>за {unit}</translation>
    </message>
    <message>
        <source>Price under your contracts</source>
        <translation>Ціна за вашими договорами</translation>
    </message>
    <message>
        <source>about {n} {unit} free</source>
        <translation>вільно ≈{n} {unit}</translation>
    </message>
    <message>
        <source>{n} {unit} free</source>
        <translation>вільно {n} {unit}</translation>
    </message>
    <message>
        <source>Warehouses</source>
        <translation>Склади</translation>
    </message>
    <message>
        <source>as of {time} · F7</source>
        <translation>станом на {time} · F7</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Склад</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Вільно</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Резерв</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Прихід</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Доставка</translation>
    </message>
    <message>
        <source>Product card</source>
        <translation>Картка товару</translation>
    </message>
    <message>
        <source>not sold under this contract</source>
        <translation>за цим договором не продається</translation>
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
        <source>chosen</source>
        <translation>обрано</translation>
    </message>
    <message>
        <source>not compared</source>
        <translation>не порівнюється</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>так</translation>
    </message>
    <message>
        <source>no</source>
        <translation>ні</translation>
    </message>
    <message>
        <source>nothing reserved</source>
        <translation>резерву немає</translation>
    </message>
    <message>
        <source>reserved for you {n}</source>
        <translation>у вашому резерві {n}</translation>
    </message>
    <message>
        <source>nothing expected</source>
        <translation>приходу не очікується</translation>
    </message>
    <message>
        <source>expected {day}</source>
        <translation>очікується {day}</translation>
    </message>
    <message>
        <source>expected {day}: {n}</source>
        <translation>очікується {day}: {n}</translation>
    </message>
    <message>
        <source>from {day}</source>
        <translation>від {day}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>сьогодні</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>завтра</translation>
    </message>
    <message>
        <source>%n day(s)</source>
        <translation>%n день</translation>
    </message>
    <message>
        <source>Take {n} from here: Enter</source>
        <translation>Узяти звідси {n}: Enter</translation>
    </message>
    <message>
        <source>In the cart from here: {n}</source>
        <translation>У кошику звідси: {n}</translation>
    </message>
    <message>
        <source>Take one pack from here</source>
        <translation>Узяти звідси одну упаковку</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Взяти</translation>
    </message>
</context>
<context>
    <name>QuantityEditor</name>
    <message>
        <source>Quantity</source>
        <translation>Кількість</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search</source>
        <translation>Пошук</translation>
    </message>
    <message>
        <source>Name, article or barcode</source>
        <translation>Назва, артикул або штрихкод</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Очистити пошук</translation>
    </message>
    <message>
        <source>in this category</source>
        <translation>у цій категорії</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>усюди</translation>
    </message>
    <message>
        <source>Where to search</source>
        <translation>Де шукати</translation>
    </message>
    <message>
        <source>In stock</source>
        <translation>Є на складі</translation>
    </message>
    <message>
        <source>Row height (Ctrl+Shift+D)</source>
        <translation>Висота рядків (Ctrl+Shift+D)</translation>
    </message>
    <message>
        <source>found: {n}</source>
        <translation>знайдено: {n}</translation>
    </message>
    <message numerus="yes">
        <source>%n products</source>
        <translation>
            <numerusform>%n товар</numerusform>
            <numerusform>%n товари</numerusform>
            <numerusform>%n товарів</numerusform>
        </translation>
    </message>
    <message>
        <source>the search index is being built</source>
        <translation>пошуковий індекс будується</translation>
    </message>
    <message>
        <source>read in the other keyboard layout: {text}</source>
        <translation>прочитано в іншій розкладці: {text}</translation>
    </message>
    <message>
        <source>read with look-alike letters: {text}</source>
        <translation>прочитано зі схожими літерами: {text}</translation>
    </message>
</context>
<context>
    <name>WarehouseMap</name>
    <message>
        <source>Map of warehouses</source>
        <translation>Мапа складів</translation>
    </message>
    <message>
        <source>The list below holds the same.</source>
        <translation>Ті самі дані є у списку нижче.</translation>
    </message>
    <message>
        <source>few (&lt; {n})</source>
        <translation>мало (&lt; {n})</translation>
    </message>
    <message>
        <source>few</source>
        <translation>мало</translation>
    </message>
    <message>
        <source>enough</source>
        <translation>достатньо</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>очікується</translation>
    </message>
</context>
<context>
    <name>WarehousePopup</name>
    <message>
        <source>Warehouses</source>
        <translation>Склади</translation>
    </message>
    <message>
        <source>Enter takes the quantity from the warehouse</source>
        <translation>Enter бере упаковку з цього складу</translation>
    </message>
</context>
</TS>
