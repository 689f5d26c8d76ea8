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
    <message>
        <source>{n} {unit} wait for {day}, {warehouse}</source>
        <translation>Чекаємо {n} {unit} до {day}, {warehouse}</translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <source>Photo</source>
        <translation>Фото</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Ціна</translation>
    </message>
    <message>
        <source>Price, {currency}</source>
        <translation>Ціна, {currency}</translation>
    </message>
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
        <source>Better price</source>
        <translation>Краща ціна</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Кількість</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Од.</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Сума</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Товари</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>Упаковка</translation>
    </message>
    <message>
        <source>on request</source>
        <translation>за запитом</translation>
    </message>
    <message>
        <source>pack</source>
        <translation>уп</translation>
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
        <source>no better price</source>
        <translation>кращої ціни немає</translation>
    </message>
    <message>
        <source>in the cart {n}</source>
        <translation>у кошику {n}</translation>
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
    <message>
        <source>Σ others</source>
        <translation>Σ інші</translation>
    </message>
    <message>
        <source>Other warehouses together</source>
        <translation>Інші склади разом</translation>
    </message>
    <message>
        <source>other warehouses: none</source>
        <translation>інші склади: немає</translation>
    </message>
    <message>
        <source>other warehouses: not known</source>
        <translation>інші склади: невідомо</translation>
    </message>
    <message>
        <source>other warehouses: {list}</source>
        <translation>інші склади: {list}</translation>
    </message>
        <message>
            <source>as of {time}, may have changed</source>
            <translation>станом на {time}, могло змінитися</translation>
        </message>
        <message>
            <source>under {contract} cheaper by {n} per cent</source>
            <translation>за {contract} дешевше на {n} відсотка</translation>
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
    <name>CategoryPane</name>
    <message>
        <source>Favourites</source>
        <translation>Обране</translation>
    </message>
    <message>
        <source>Ordered before</source>
        <translation>Замовляли раніше</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Категорії</translation>
    </message>
    <message>
        <source>permitted to you</source>
        <translation>дозволені вам</translation>
    </message>
</context>
<context>
    <name>ColumnChooser</name>
    <message>
        <source>Columns</source>
        <translation>Стовпці</translation>
    </message>
    <message>
        <source>Drag headers to move them</source>
        <translation>Заголовки можна перетягувати</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>Скинути</translation>
    </message>
</context>
<context>
    <name>EmptyResult</name>
    <message>
        <source>Nothing found in “{scope}”</source>
        <translation>Нічого не знайдено у «{scope}»</translation>
    </message>
    <message>
        <source>Nothing found in the whole catalogue</source>
        <translation>Нічого не знайдено в усьому каталозі</translation>
    </message>
    <message>
        <source>No favourites yet</source>
        <translation>Обраного ще немає</translation>
    </message>
    <message>
        <source>The key * or the star in the card puts goods here.</source>
        <translation>Клавіша * або зірка в картці додає товар сюди.</translation>
    </message>
    <message>
        <source>Nothing has been ordered yet</source>
        <translation>Замовлень ще не було</translation>
    </message>
    <message>
        <source>Goods of your orders will stand here.</source>
        <translation>Тут з’являться товари ваших замовлень.</translation>
    </message>
    <message>
        <source>No categories are open to you</source>
        <translation>Категорій не відкрито</translation>
    </message>
    <message>
        <source>The supplier has not given access to goods yet.</source>
        <translation>Постачальник ще не дав доступу до товарів.</translation>
    </message>
    <message>
        <source>There are no goods here</source>
        <translation>Тут немає товарів</translation>
    </message>
    <message>
        <source>The supplier has not opened goods of this group to you.</source>
        <translation>Постачальник не відкрив вам товарів цієї групи.</translation>
    </message>
    <message numerus="yes">
        <source>No goods answer “{words}” with %n filter(s).</source>
        <translation>
            <numerusform>За запитом «{words}» і %n фільтром товарів немає.</numerusform>
            <numerusform>За запитом «{words}» і %n фільтрами товарів немає.</numerusform>
            <numerusform>За запитом «{words}» і %n фільтрами товарів немає.</numerusform>
        </translation>
    </message>
    <message>
        <source>No goods answer “{words}”.</source>
        <translation>За запитом «{words}» товарів немає.</translation>
    </message>
    <message numerus="yes">
        <source>No goods answer %n filter(s).</source>
        <translation>
            <numerusform>За %n фільтром товарів немає.</numerusform>
            <numerusform>За %n фільтрами товарів немає.</numerusform>
            <numerusform>За %n фільтрами товарів немає.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove the filter “{text}”</source>
        <translation>Прибрати фільтр «{text}»</translation>
    </message>
    <message>
        <source>Search for “{text}”</source>
        <translation>Шукати «{text}»</translation>
    </message>
    <message>
        <source>Search in the whole catalogue</source>
        <translation>Шукати в усьому каталозі</translation>
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
            <source>Ask the manager about these goods</source>
            <translation>Запитати менеджера про цей товар</translation>
        </message>
        <message>
            <source>a request with the words of the search</source>
            <translation>запит із текстом пошуку</translation>
        </message>
        <message>
            <source>Write to the manager</source>
            <translation>Написати менеджеру</translation>
        </message>
        <message>
            <source>The word “{word}” is not met in your list.</source>
            <translation>Слово «{word}» не трапляється у вашому переліку.</translation>
        </message>
    </context>
<context>
    <name>FacetBar</name>
    <message>
        <source>Reset</source>
        <translation>Скинути</translation>
    </message>
    <message>
        <source>search as typed</source>
        <translation>шукати як набрано</translation>
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
        <source>{n} of {m}</source>
        <translation>{n} із {m}</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>Ще %n</numerusform>
            <numerusform>Ще %n</numerusform>
            <numerusform>Ще %n</numerusform>
        </translation>
    </message>
    <message>
        <source>In stock at</source>
        <translation>Є на</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Бренд</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Ціна</translation>
    </message>
    <message>
        <source>Novelties</source>
        <translation>Новинки</translation>
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
        <source>{title}: {value}</source>
        <translation>{title}: {value}</translation>
    </message>
    <message>
        <source>{title}: {value}, +{n}</source>
        <translation>{title}: {value}, +{n}</translation>
    </message>
    <message>
        <source>Price: to {most}</source>
        <translation>Ціна: до {most}</translation>
    </message>
    <message>
        <source>Price: from {least}</source>
        <translation>Ціна: від {least}</translation>
    </message>
    <message>
        <source>Price: {least} – {most}</source>
        <translation>Ціна: {least} – {most}</translation>
    </message>
</context>
<context>
    <name>FacetPopup</name>
    <message>
        <source>Find a value</source>
        <translation>Знайти значення</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Очистити</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Скинути</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показати</translation>
    </message>
    <message>
        <source>Show {n}</source>
        <translation>Показати {n}</translation>
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
    <name>FacetValues</name>
    <message numerus="yes">
        <source>{title}, %n product(s)</source>
        <translation>
            <numerusform>{title}, %n товар</numerusform>
            <numerusform>{title}, %n товари</numerusform>
            <numerusform>{title}, %n товарів</numerusform>
        </translation>
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
    <name>ListTools</name>
    <message>
        <source>Copied: {text}</source>
        <translation>Скопійовано: {text}</translation>
    </message>
    <message>
        <source>More than {n} rows are saved as .xlsx: Ctrl+E</source>
        <translation>Понад {n} рядків зберігаються як .xlsx: Ctrl+E</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) copied</source>
        <translation>
            <numerusform>Скопійовано %n рядок</numerusform>
            <numerusform>Скопійовано %n рядки</numerusform>
            <numerusform>Скопійовано %n рядків</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>Зберегти список</translation>
    </message>
    <message>
        <source>goods.xlsx</source>
        <translation>товари.xlsx</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Книга Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>Збережено: {path}</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Стовпці…</translation>
    </message>
    <message>
        <source>Usual widths</source>
        <translation>Звичайна ширина</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>Скинути</translation>
    </message>
    <message>
        <source>Open the card</source>
        <translation>Відкрити картку</translation>
    </message>
    <message>
        <source>Into the cart…</source>
        <translation>У кошик…</translation>
    </message>
    <message>
        <source>Take from a warehouse…</source>
        <translation>Взяти зі складу…</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>Прибрати з обраного</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>Додати до обраного</translation>
    </message>
    <message>
        <source>Copy the article</source>
        <translation>Копіювати артикул</translation>
    </message>
    <message>
        <source>Copy the row</source>
        <translation>Копіювати рядок</translation>
    </message>
    <message>
        <source>Ask the manager</source>
        <translation>Запитати менеджера</translation>
    </message>
        <message>
            <source>Analogues</source>
            <translation>Аналоги</translation>
        </message>
    </context>
<context>
    <name>PaintedTable</name>
    <message>
        <source>at {time}</source>
        <translation>на {time}</translation>
    </message>
    <message>
        <source>Price at {time}</source>
        <translation>Ціна {time}</translation>
    </message>
</context>
<context>
    <name>PhotoPlace</name>
    <message>
        <source>Photo {n} of {m}: enlarge</source>
        <translation>Фото {n} з {m}: збільшити</translation>
    </message>
    <message>
        <source>No photo</source>
        <translation>Фото немає</translation>
    </message>
    <message>
        <source>Enlarge the photo</source>
        <translation>Збільшити фото</translation>
    </message>
</context>
<context>
    <name>PhotoViewer</name>
    <message>
        <source>Previous photo</source>
        <translation>Попереднє фото</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Наступне фото</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Зменшити</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Збільшити</translation>
    </message>
    <message>
        <source>Close the photo</source>
        <translation>Закрити фото</translation>
    </message>
    <message>
        <source>Loading the photo…</source>
        <translation>Завантажуємо фото…</translation>
    </message>
    <message>
        <source>No connection. The photo will come when it is back.</source>
        <translation>Немає зв’язку. Фото з’явиться, щойно зв’язок повернеться.</translation>
    </message>
    <message>
        <source>The supplier does not have this photo any more.</source>
        <translation>Цього фото в постачальника вже немає.</translation>
    </message>
    <message>
        <source>Photo {n} of {m}: {product}</source>
        <translation>Фото {n} з {m}: {product}</translation>
    </message>
    <message>
        <source>No connection: the sharp photo will come when it is back</source>
        <translation>Немає зв’язку: чітке фото з’явиться, щойно він повернеться</translation>
    </message>
    <message>
        <source>arrows move · 0 shows the whole photo · Esc closes</source>
        <translation>стрілки — рух · 0 — усе фото · Esc — закрити</translation>
    </message>
    <message>
        <source>← → other photos · + − size · Esc closes</source>
        <translation>← → інші фото · + − розмір · Esc — закрити</translation>
    </message>
    <message>
        <source>+ − size · Esc closes</source>
        <translation>+ − розмір · Esc — закрити</translation>
    </message>
</context>
<context>
    <name>PricePopup</name>
    <message>
        <source>Price from</source>
        <translation>Ціна від</translation>
    </message>
    <message>
        <source>from</source>
        <translation>від</translation>
    </message>
    <message>
        <source>Price to</source>
        <translation>Ціна до</translation>
    </message>
    <message>
        <source>to</source>
        <translation>до</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Скинути</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показати</translation>
    </message>
    <message>
        <source>Price, {currency}</source>
        <translation>Ціна, {currency}</translation>
    </message>
    <message>
        <source>Two sums, the smaller one first</source>
        <translation>Дві суми, спершу менша</translation>
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
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n день</numerusform>
            <numerusform>%n дні</numerusform>
            <numerusform>%n днів</numerusform>
        </translation>
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
    <message>
        <source>Wait</source>
        <translation>Чекати</translation>
    </message>
    <message>
        <source>Wait for one pack until {day}</source>
        <translation>Чекати одну упаковку до {day}</translation>
    </message>
    <message>
        <source>Take one pack from here; Shift+Enter waits for one until {day}</source>
        <translation>Узяти звідси одну упаковку; Shift+Enter — чекати одну до {day}</translation>
    </message>
    <message>
        <source>Wait for {n} until {day}: Enter</source>
        <translation>Чекати {n} до {day}: Enter</translation>
    </message>
    <message>
        <source>Take {n} from here: Enter; wait until {day}: Shift+Enter</source>
        <translation>Узяти звідси {n}: Enter; чекати до {day}: Shift+Enter</translation>
    </message>
    <message>
        <source>In the cart, to come here: {n}</source>
        <translation>У кошику, чекаємо тут: {n}</translation>
    </message>
    <message>
        <source>In the cart from here: {a}, to come here: {b}</source>
        <translation>У кошику звідси: {a}, чекаємо тут: {b}</translation>
    </message>
</context>
<context>
    <name>QuantityEditor</name>
    <message>
        <source>Quantity</source>
        <translation>Кількість</translation>
    </message>
    <message>
        <source>Ctrl+U: in {unit}</source>
        <translation>Ctrl+U: лічити в {unit}</translation>
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
        <source>everywhere</source>
        <translation>усюди</translation>
    </message>
    <message>
        <source>Where to search</source>
        <translation>Де шукати</translation>
    </message>
    <message>
        <source>Save the list as .xlsx (Ctrl+E)</source>
        <translation>Зберегти список як .xlsx (Ctrl+E)</translation>
    </message>
    <message>
        <source>Row height (Ctrl+Shift+D)</source>
        <translation>Висота рядків (Ctrl+Shift+D)</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Вибрати стовпці</translation>
    </message>
    <message>
        <source>Show or hide the product card (F12)</source>
        <translation>Показати або сховати картку (F12)</translation>
    </message>
    <message>
        <source>Stop saving: {n} of {m} rows</source>
        <translation>Зупинити збереження: {n} із {m} рядків</translation>
    </message>
    <message>
        <source>read in the other keyboard layout: {text}</source>
        <translation>прочитано в іншій розкладці: {text}</translation>
    </message>
    <message>
        <source>read with look-alike letters: {text}</source>
        <translation>прочитано зі схожими літерами: {text}</translation>
    </message>
    <message>
        <source>read in the other spelling: {text}</source>
        <translation>прочитано в іншому написанні: {text}</translation>
    </message>
    <message>
        <source>read with one letter mended: {text}</source>
        <translation>виправлено одну літеру: {text}</translation>
    </message>
    <message>
        <source>in “{place}”</source>
        <translation>у «{place}»</translation>
    </message>
    <message>
        <source>index {n} % · only as typed, in names and articles</source>
        <translation>індекс {n} % · лише як набрано, у назвах і артикулах</translation>
    </message>
    <message>
        <source>index {n} % · filters by properties come with it</source>
        <translation>індекс {n} % · фільтри за властивостями будуть разом із ним</translation>
    </message>
        <message>
            <source>Paste a list from Excel (Ctrl+Shift+V)</source>
            <translation>Вставити список з Excel (Ctrl+Shift+V)</translation>
        </message>
    </context>
<context>
    <name>StockBox</name>
    <message>
        <source>as of {time} · F7</source>
        <translation>станом на {time} · F7</translation>
    </message>
    <message>
        <source>Warehouses</source>
        <translation>Склади</translation>
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
    <context>
        <name>Hints</name>
        <message>
            <source>to the goods</source>
            <translation>до товарів</translation>
        </message>
        <message>
            <source>clear</source>
            <translation>очистити</translation>
        </message>
        <message>
            <source>filters</source>
            <translation>фільтри</translation>
        </message>
        <message>
            <source>keep and go down</source>
            <translation>у кошик і вниз</translation>
        </message>
        <message>
            <source>keep and go right</source>
            <translation>у кошик і праворуч</translation>
        </message>
        <message>
            <source>one pack</source>
            <translation>на упаковку</translation>
        </message>
        <message>
            <source>count packs</source>
            <translation>рахувати упаковками</translation>
        </message>
        <message>
            <source>as it was</source>
            <translation>як було</translation>
        </message>
        <message>
            <source>quantity</source>
            <translation>кількість</translation>
        </message>
        <message>
            <source>letters</source>
            <translation>літери</translation>
        </message>
        <message>
            <source>search</source>
            <translation>пошук</translation>
        </message>
        <message>
            <source>warehouses</source>
            <translation>склади</translation>
        </message>
        <message>
            <source>card</source>
            <translation>картка</translation>
        </message>
        <message>
            <source>type the quantity</source>
            <translation>ввести кількість</translation>
        </message>
        <message>
            <source>keep it and go down</source>
            <translation>у кошик і вниз</translation>
        </message>
        <message>
            <source>keep it and go up</source>
            <translation>у кошик і вгору</translation>
        </message>
        <message>
            <source>keep it and go right</source>
            <translation>у кошик і праворуч</translation>
        </message>
        <message>
            <source>the quantity as it was</source>
            <translation>кількість, як була</translation>
        </message>
        <message>
            <source>one pack more or less</source>
            <translation>на упаковку більше чи менше</translation>
        </message>
        <message>
            <source>out of the cart</source>
            <translation>прибрати з кошика</translation>
        </message>
        <message>
            <source>count packs or pieces</source>
            <translation>рахувати упаковками чи штуками</translation>
        </message>
        <message>
            <source>product card</source>
            <translation>картка товару</translation>
        </message>
        <message>
            <source>take from a warehouse</source>
            <translation>взяти зі складу</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>обране</translation>
        </message>
        <message>
            <source>into the search</source>
            <translation>у пошук</translation>
        </message>
        <message>
            <source>copy the rows</source>
            <translation>копіювати рядки</translation>
        </message>
    </context>
    <context>
        <name>ListPaste</name>
        <message>
            <source>There are no rows on the clipboard</source>
            <translation>У буфері обміну немає рядків</translation>
        </message>
        <message>
            <source>The list has more than {n} rows</source>
            <translation>У списку понад {n} рядків</translation>
        </message>
        <message>
            <source>Nothing of the list can be ordered: {codes}</source>
            <translation>Зі списку нічого не можна замовити: {codes}</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) added</source>
            <translation>
                <numerusform>Додано %n рядок</numerusform>
                <numerusform>Додано %n рядки</numerusform>
                <numerusform>Додано %n рядків</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) added, not taken: {codes}</source>
            <translation>
                <numerusform>Додано %n рядок, не взято: {codes}</numerusform>
                <numerusform>Додано %n рядки, не взято: {codes}</numerusform>
                <numerusform>Додано %n рядків, не взято: {codes}</numerusform>
            </translation>
        </message>
        <message>
            <source>{codes} and {n} more</source>
            <translation>{codes} та ще {n}</translation>
        </message>
    </context>
</TS>
