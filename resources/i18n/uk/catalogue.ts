<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
    <context>
        <name>CartFilling</name>
        <message>
            <location filename="../../../app/ui/catalogue/ordering.py" line="79" />
            <source>{n} {unit} from {warehouse}</source>
            <translation>{n} {unit}, склад {warehouse}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/ordering.py" line="93" />
            <source>Added: {name}</source>
            <translation>Додано: {name}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/ordering.py" line="96" />
            <source>There are no goods with the code {code}</source>
            <translation>Товару з кодом {code} немає</translation>
        </message>
        <message numerus="yes">
            <location filename="../../../app/ui/catalogue/ordering.py" line="124" />
            <source>%n days</source>
            <translation>
                <numerusform>%n день</numerusform>
                <numerusform>%n дні</numerusform>
                <numerusform>%n днів</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/ordering.py" line="132" />
            <source>{a} → {b}, packs of {p}</source>
            <translation>{a} → {b}, кратно {p}</translation>
        </message>
    </context>
    <context>
        <name>Catalogue</name>
        <message>
            <location filename="../../../app/ui/catalogue/columns.py" line="40" />
            <source>Article</source>
            <translation>Артикул</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/columns.py" line="41" />
            <source>Name</source>
            <translation>Назва</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/columns.py" line="42" />
            <source>Unit, pack</source>
            <translation>Од., уп.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/columns.py" line="46" />
            <source>Price, {currency}</source>
            <translation>Ціна, {currency}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/columns.py" line="67" />
            <source>Quantity</source>
            <translation>Кількість</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/prepared.py" line="73" />
            <source>on request</source>
            <translation>за запитом</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/spoken.py" line="27" />
            <source>Quantity, packs of {pack}, in the cart {n}</source>
            <translation>Кількість, кратно {pack}, у кошику {n}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/spoken.py" line="30" />
            <source>Quantity, packs of {pack}</source>
            <translation>Кількість, кратно {pack}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/spoken.py" line="43" />
            <source>cheaper: {better}</source>
            <translation>дешевше: {better}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/spoken.py" line="55" />
            <source>{warehouse}: unknown</source>
            <translation>{warehouse}: невідомо</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/spoken.py" line="57" />
            <source>{warehouse}: none</source>
            <translation>{warehouse}: немає</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/spoken.py" line="61" />
            <source>{warehouse}: {n} free</source>
            <translation>{warehouse}: вільно {n}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/spoken.py" line="65" />
            <source>reserved for you {n}</source>
            <translation>зарезервовано за вами {n}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/spoken.py" line="68" />
            <source>expected {day}</source>
            <translation>очікується {day}</translation>
        </message>
    </context>
    <context>
        <name>CatalogueScreen</name>
        <message>
            <location filename="../../../app/ui/catalogue/screen.py" line="164" />
            <source>Nothing found in “{scope}”</source>
            <translation>Нічого не знайдено у «{scope}»</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/screen.py" line="166" />
            <location filename="../../../app/ui/catalogue/screen.py" line="321" />
            <source>There are no goods here</source>
            <translation>Тут немає товарів</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/screen.py" line="176" />
            <source>Clear the search or look in the whole catalogue.</source>
            <translation>Очистіть пошук або шукайте в усьому каталозі.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/screen.py" line="178" />
            <source>The supplier has not opened goods of this group to you.</source>
            <translation>Постачальник не відкрив вам товарів цієї групи.</translation>
        </message>
    </context>
    <context>
        <name>CatalogueTable</name>
        <message>
            <location filename="../../../app/ui/catalogue/table.py" line="46" />
            <source>Goods</source>
            <translation>Товари</translation>
        </message>
    </context>
    <context>
        <name>GroupTree</name>
        <message>
            <location filename="../../../app/ui/catalogue/groups.py" line="48" />
            <source>Categories</source>
            <translation>Категорії</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/groups.py" line="61" />
            <source>All goods</source>
            <translation>Усі товари</translation>
        </message>
    </context>
    <context>
        <name>QuantityEditor</name>
        <message>
            <location filename="../../../app/ui/catalogue/quantity_editor.py" line="43" />
            <source>Quantity</source>
            <translation>Кількість</translation>
        </message>
    </context>
    <context>
        <name>WarehousePopup</name>
        <message>
            <location filename="../../../app/ui/catalogue/warehouse_popup.py" line="58" />
            <source>Warehouses</source>
            <translation>Склади</translation>
        </message>
        <message>
            <location filename="../../../app/ui/catalogue/warehouse_popup.py" line="62" />
            <source>Enter takes the quantity from the warehouse</source>
            <translation>Enter бере упаковку з цього складу</translation>
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
</TS>
