<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="uk_UA" sourcelanguage="en">
    <context>
        <name>Cart</name>
        <message>
            <source>Every warehouse</source>
            <translation>Усі склади</translation>
        </message>
        <message>
            <source>{sum} short of the minimum order</source>
            <translation>До мінімального замовлення бракує {sum}</translation>
        </message>
        <message>
            <source>Above the maximum order of {sum}</source>
            <translation>Більше за максимальне замовлення {sum}</translation>
        </message>
        <message>
            <source>Over the limit: pay {sum}</source>
            <translation>Понад ліміт: оплатіть {sum}</translation>
        </message>
        <message>
            <source>You have no right to order</source>
            <translation>Вам не надано права замовляти</translation>
        </message>
        <message>
            <source>No orders are taken under this contract</source>
            <translation>За цим договором замовлення не приймають</translation>
        </message>
        <message>
            <source>payment by {day}</source>
            <translation>оплата до {day}</translation>
        </message>
        <message>
            <source>payment before shipping</source>
            <translation>оплата до відвантаження</translation>
        </message>
        <message numerus="yes">
            <source>shipped within %n day(s)</source>
            <translation>
                <numerusform>відвантаження за %n день</numerusform>
                <numerusform>відвантаження за %n дні</numerusform>
                <numerusform>відвантаження за %n днів</numerusform>
            </translation>
        </message>
        <message>
            <source>VAT included</source>
            <translation>з ПДВ</translation>
        </message>
        <message>
            <source>plus VAT</source>
            <translation>+ ПДВ</translation>
        </message>
        <message>
            <source>without VAT</source>
            <translation>без ПДВ</translation>
        </message>
        <message numerus="yes">
            <source>%n price(s) rose after adding</source>
            <translation>
                <numerusform>%n ціна зросла після додавання</numerusform>
                <numerusform>%n ціни зросли після додавання</numerusform>
                <numerusform>%n цін зросли після додавання</numerusform>
            </translation>
        </message>
        <message>
            <source>Whole packs</source>
            <translation>Кратність упаковок дотримано</translation>
        </message>
        <message>
            <source>Everything is in stock</source>
            <translation>Усе є в наявності</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) not in stock</source>
            <translation>
                <numerusform>%n рядок без наявності</numerusform>
                <numerusform>%n рядки без наявності</numerusform>
                <numerusform>%n рядків без наявності</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) not in whole packs</source>
            <translation>
                <numerusform>%n рядок не кратний упаковці</numerusform>
                <numerusform>%n рядки не кратні упаковці</numerusform>
                <numerusform>%n рядків не кратні упаковці</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) not sold under this contract</source>
            <translation>
                <numerusform>%n рядок не продається за цим договором</numerusform>
                <numerusform>%n рядки не продаються за цим договором</numerusform>
                <numerusform>%n рядків не продаються за цим договором</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) discontinued</source>
            <translation>
                <numerusform>%n рядок знято з продажу</numerusform>
                <numerusform>%n рядки знято з продажу</numerusform>
                <numerusform>%n рядків знято з продажу</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) cannot be ordered</source>
            <translation>
                <numerusform>%n рядок не можна замовити</numerusform>
                <numerusform>%n рядки не можна замовити</numerusform>
                <numerusform>%n рядків не можна замовити</numerusform>
            </translation>
        </message>
        <message>
            <source>Price, {currency}</source>
            <translation>Ціна, {currency}</translation>
        </message>
        <message>
            <source>Sum, {currency}</source>
            <translation>Сума, {currency}</translation>
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
            <source>Quantity</source>
            <translation>Кількість</translation>
        </message>
        <message>
            <source>Stock at the warehouse</source>
            <translation>Наявність на складі</translation>
        </message>
        <message>
            <source>Price, {currency}: was → now</source>
            <translation>Ціна, {currency}: була → стала</translation>
        </message>
        <message>
            <source>Changed lines</source>
            <translation>Змінені рядки</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>Рішення</translation>
        </message>
        <message>
            <source>Lines of the cart</source>
            <translation>Рядки кошика</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Разом</translation>
        </message>
        <message>
            <source>Difference from the current</source>
            <translation>Різниця з поточним</translation>
        </message>
        <message>
            <source>VAT</source>
            <translation>ПДВ</translation>
        </message>
        <message>
            <source>Payment</source>
            <translation>Оплата</translation>
        </message>
        <message>
            <source>Limit left after the order</source>
            <translation>Ліміт після замовлення</translation>
        </message>
        <message>
            <source>{article}  {name} · {n}</source>
            <translation>{article}  {name} · {n}</translation>
        </message>
        <message>
            <source>not sold</source>
            <translation>не продається</translation>
        </message>
        <message>
            <source>Cart “{name}” under each contract</source>
            <translation>Кошик «{name}» за кожним договором</translation>
        </message>
        <message>
            <source>Bold green is the least sum of the line among like contracts</source>
            <translation>Напівжирний зелений — найменша сума рядка серед подібних договорів</translation>
        </message>
        <message>
            <source>Chosen</source>
            <translation>Обрано</translation>
        </message>
        <message>
            <source>Take {short}</source>
            <translation>Обрати {short}</translation>
        </message>
        <message>
            <source>{sum} · {n} of {total}</source>
            <translation>{sum} · {n} із {total}</translation>
        </message>
        <message>
            <source>other VAT</source>
            <translation>інший ПДВ</translation>
        </message>
        <message>
            <source>other currency</source>
            <translation>інша валюта</translation>
        </message>
        <message>
            <source>before shipping</source>
            <translation>до відвантаження</translation>
        </message>
        <message>
            <source>pay {sum}</source>
            <translation>доплата {sum}</translation>
        </message>
        <message>
            <source>Contract of this cart</source>
            <translation>Договір цього кошика</translation>
        </message>
        <message>
            <source>Change F4</source>
            <translation>Змінити F4</translation>
        </message>
        <message>
            <source>Limit left</source>
            <translation>Доступний ліміт</translation>
        </message>
        <message>
            <source>After the order</source>
            <translation>Після замовлення</translation>
        </message>
        <message>
            <source>Limit before and after the order</source>
            <translation>Ліміт до і після замовлення</translation>
        </message>
        <message>
            <source>{name} · No. {number}</source>
            <translation>{name} · №{number}</translation>
        </message>
        <message>
            <source>{name}, {currency}</source>
            <translation>{name}, {currency}</translation>
        </message>
        <message>
            <source>Over the limit. Pay {sum} or remove lines.</source>
            <translation>Понад ліміт. Оплатіть {sum} або приберіть рядки.</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Одиниця</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Ціна</translation>
        </message>
        <message>
            <source>Sum</source>
            <translation>Сума</translation>
        </message>
        <message>
            <source>Keep {n}</source>
            <translation>Лишити {n}</translation>
        </message>
        <message>
            <source>{a} here + {b} from {wh}</source>
            <translation>{a} звідси + {b} зі складу {wh}</translation>
        </message>
        <message>
            <source>All {n} from {wh}</source>
            <translation>Усі {n} зі складу {wh}</translation>
        </message>
        <message>
            <source>Make it {n}</source>
            <translation>Зробити {n}</translation>
        </message>
        <message>
            <source>Other contract</source>
            <translation>Інший договір</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Прибрати</translation>
        </message>
        <message>
            <source>Packs of {n} {unit}</source>
            <translation>Кратно {n} {unit}</translation>
        </message>
        <message>
            <source>{n} {unit} short</source>
            <translation>Бракує {n} {unit}</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) removed, {sum}</source>
            <translation>
                <numerusform>Видалено %n рядок на {sum}</numerusform>
                <numerusform>Видалено %n рядки на {sum}</numerusform>
                <numerusform>Видалено %n рядків на {sum}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) removed</source>
            <translation>
                <numerusform>Видалено %n рядок</numerusform>
                <numerusform>Видалено %n рядки</numerusform>
                <numerusform>Видалено %n рядків</numerusform>
            </translation>
        </message>
        <message>
            <source>Cart closed: {name}</source>
            <translation>Кошик закрито: {name}</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) moved to {name}</source>
            <translation>
                <numerusform>%n рядок перенесено в «{name}»</numerusform>
                <numerusform>%n рядки перенесено в «{name}»</numerusform>
                <numerusform>%n рядків перенесено в «{name}»</numerusform>
            </translation>
        </message>
        <message>
            <source>Warehouse</source>
            <translation>Склад</translation>
        </message>
        <message>
            <source>Split between warehouses</source>
            <translation>Розділити між складами</translation>
        </message>
        <message>
            <source>Move to another cart</source>
            <translation>Перенести в інший кошик</translation>
        </message>
        <message>
            <source>Comment on the line…</source>
            <translation>Коментар до рядка…</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Копіювати</translation>
        </message>
        <message>
            <source>Rename the cart</source>
            <translation>Перейменувати кошик</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Зберегти</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Не зараз</translation>
        </message>
        <message>
            <source>{name} · {free}</source>
            <translation>{name} · {free}</translation>
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
            <source>Comment on the line</source>
            <translation>Коментар до рядка</translation>
        </message>
        <message>
            <source>Comment for the supplier</source>
            <translation>Коментар для постачальника</translation>
        </message>
        <message>
            <source>your warehouse</source>
            <translation>ваш склад</translation>
        </message>
        <message>
            <source>Add by article and quantity</source>
            <translation>Додати за артикулом і кількістю</translation>
        </message>
        <message>
            <source>Article, quantity</source>
            <translation>Артикул, кількість</translation>
        </message>
        <message>
            <source>No product with the article “{text}” in your catalogue</source>
            <translation>У вашому каталозі немає товару з артикулом «{text}»</translation>
        </message>
        <message>
            <source>Several products have this article</source>
            <translation>Цей артикул мають кілька товарів</translation>
        </message>
        <message>
            <source>{article} · {name}</source>
            <translation>{article} · {name}</translation>
        </message>
        <message>
            <source>{a} → {b}, packs of {p}</source>
            <translation>{a} → {b}, кратно {p}</translation>
        </message>
        <message>
            <source>{n} kg</source>
            <translation>{n} кг</translation>
        </message>
        <message numerus="yes">
            <source>%n item(s)</source>
            <translation>
                <numerusform>%n поз.</numerusform>
                <numerusform>%n поз.</numerusform>
                <numerusform>%n поз.</numerusform>
            </translation>
        </message>
        <message>
            <source>{items} · {weight}</source>
            <translation>{items} · {weight}</translation>
        </message>
        <message>
            <source>leaves today if ordered by {time}</source>
            <translation>відвантаження сьогодні, якщо замовити до {time}</translation>
        </message>
        <message>
            <source>leaves today</source>
            <translation>відвантаження сьогодні</translation>
        </message>
        <message numerus="yes">
            <source>delivery in %n day(s)</source>
            <translation>
                <numerusform>доставка за %n день</numerusform>
                <numerusform>доставка за %n дні</numerusform>
                <numerusform>доставка за %n днів</numerusform>
            </translation>
        </message>
        <message>
            <source>on request</source>
            <translation>за запитом</translation>
        </message>
        <message>
            <source>{free} of {wanted}</source>
            <translation>є {free} із {wanted}</translation>
        </message>
        <message>
            <source>price {share}</source>
            <translation>ціна {share}</translation>
        </message>
        <message>
            <source>stock unknown</source>
            <translation>залишок невідомий</translation>
        </message>
        <message>
            <source>{n} free</source>
            <translation>вільно {n}</translation>
        </message>
        <message>
            <source>quantity</source>
            <translation>кількість</translation>
        </message>
        <message>
            <source>warehouse</source>
            <translation>склад</translation>
        </message>
        <message>
            <source>remove</source>
            <translation>прибрати</translation>
        </message>
        <message>
            <source>undo</source>
            <translation>скасувати</translation>
        </message>
        <message>
            <source>mend the line</source>
            <translation>виправити рядок</translation>
        </message>
        <message>
            <source>Close the message</source>
            <translation>Закрити повідомлення</translation>
        </message>
        <message>
            <source>To the catalogue</source>
            <translation>До каталогу</translation>
        </message>
        <message>
            <source>Paste from Excel</source>
            <translation>Вставити з Excel</translation>
        </message>
        <message>
            <source>Repeat an order</source>
            <translation>Повторити замовлення</translation>
        </message>
        <message>
            <source>Type quantities in the catalogue or repeat an order.</source>
            <translation>Введіть кількість у каталозі або повторіть минуле замовлення.</translation>
        </message>
        <message>
            <source>The cart is empty</source>
            <translation>Кошик порожній</translation>
        </message>
        <message>
            <source>Check and order</source>
            <translation>Перевірити й оформити</translation>
        </message>
        <message>
            <source>Under each contract</source>
            <translation>За всіма договорами</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Скасувати</translation>
        </message>
        <message>
            <source>New cart</source>
            <translation>Новий кошик</translation>
        </message>
        <message>
            <source>This cart is now under contract {short}</source>
            <translation>Цей кошик тепер за договором {short}</translation>
        </message>
        <message>
            <source>The cart could not be saved on the disk.</source>
            <translation>Кошик не вдалося зберегти на диск.</translation>
        </message>
        <message>
            <source>Free some space; the cart stays on the screen meanwhile.</source>
            <translation>Звільніть місце; тим часом кошик лишається на екрані.</translation>
        </message>
        <message>
            <source>Warehouse {name}: {count}, {sum}</source>
            <translation>Склад {name}: {count}, {sum}</translation>
        </message>
        <message>
            <source>Alt+{n}: {fix}</source>
            <translation>Alt+{n}: {fix}</translation>
        </message>
        <message>
            <source>Line {n}</source>
            <translation>Рядок {n}</translation>
        </message>
        <message>
            <source>Quantity, packs of {pack}, in the cart {n}</source>
            <translation>Кількість, кратно {pack}, у кошику {n}</translation>
        </message>
        <message>
            <source>sum unknown</source>
            <translation>сума невідома</translation>
        </message>
        <message>
            <source>Weight</source>
            <translation>Вага</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>Об’єм</translation>
        </message>
        <message>
            <source>Minimum order</source>
            <translation>Мінімальне замовлення</translation>
        </message>
        <message>
            <source>Without a price</source>
            <translation>Без ціни</translation>
        </message>
        <message>
            <source>This cart under other contracts</source>
            <translation>Цей кошик за іншими договорами</translation>
        </message>
        <message>
            <source>Before ordering</source>
            <translation>Перед оформленням</translation>
        </message>
        <message numerus="yes">
            <source>%n warehouse(s)</source>
            <translation>
                <numerusform>%n склад</numerusform>
                <numerusform>%n склади</numerusform>
                <numerusform>%n складів</numerusform>
            </translation>
        </message>
        <message>
            <source>{items}, {places}</source>
            <translation>{items}, {places}</translation>
        </message>
        <message>
            <source>{sum} reached</source>
            <translation>{sum} виконано</translation>
        </message>
        <message>
            <source>{sum} missing</source>
            <translation>бракує {sum}</translation>
        </message>
        <message>
            <source>{n} of {total}</source>
            <translation>{n} із {total}</translation>
        </message>
        <message>
            <source>Prices and stock are checked with the server next</source>
            <translation>Ціни й залишки звіримо з сервером наступним кроком</translation>
        </message>
        <message>
            <source>Queue order</source>
            <translation>Поставити в чергу</translation>
        </message>
        <message>
            <source>We check prices and stock before sending</source>
            <translation>Ціни й залишки звіримо перед відправленням</translation>
        </message>
        <message>
            <source>First: {what}</source>
            <translation>Спершу: {what}</translation>
        </message>
        <message>
            <source>including VAT {rate} %: {sum}</source>
            <translation>у тому числі ПДВ {rate} %: {sum}</translation>
        </message>
        <message>
            <source>including VAT: {sum}</source>
            <translation>у тому числі ПДВ: {sum}</translation>
        </message>
        <message>
            <source>{goods} + VAT {sum}</source>
            <translation>{goods} + ПДВ {sum}</translation>
        </message>
        <message>
            <source>{n} m³</source>
            <translation>{n} м³</translation>
        </message>
        <message>
            <source>to the line</source>
            <translation>до рядка</translation>
        </message>
        <message>
            <source>To the line: {what}</source>
            <translation>До рядка: {what}</translation>
        </message>
        <message>
            <source>Carts</source>
            <translation>Кошики</translation>
        </message>
        <message>
            <source>New cart (Ctrl+N)</source>
            <translation>Новий кошик (Ctrl+N)</translation>
        </message>
        <message>
            <source>saved {time}</source>
            <translation>збережено {time}</translation>
        </message>
        <message>
            <source>{name}, {items}</source>
            <translation>{name}, {items}</translation>
        </message>
        <message>
            <source>{cart}, {errors} to fix</source>
            <translation>{cart}, виправити: {errors}</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Імпорт</translation>
        </message>
        <message>
            <source>By warehouse</source>
            <translation>За складами</translation>
        </message>
        <message>
            <source>As a list</source>
            <translation>Списком</translation>
        </message>
        <message>
            <source>How lines are grouped</source>
            <translation>Як згруповано рядки</translation>
        </message>
        <message>
            <source>More for this cart</source>
            <translation>Інші дії з кошиком</translation>
        </message>
        <message>
            <source>Follow the catalogue’s contract</source>
            <translation>За договором каталогу</translation>
        </message>
        <message>
            <source>Keep contract {short} for this cart</source>
            <translation>Закріпити договір {short} за цим кошиком</translation>
        </message>
        <message>
            <source>Duplicate the cart</source>
            <translation>Дублювати кошик</translation>
        </message>
        <message>
            <source>Remove all lines</source>
            <translation>Прибрати всі рядки</translation>
        </message>
        <message>
            <source>Undo Ctrl+Z</source>
            <translation>Скасувати Ctrl+Z</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Далі</translation>
        </message>
        <message>
            <source>Check before ordering · {name}</source>
            <translation>Звірка перед оформленням · {name}</translation>
        </message>
        <message numerus="yes">
            <source>%n change(s)</source>
            <translation>
                <numerusform>%n зміна</numerusform>
                <numerusform>%n зміни</numerusform>
                <numerusform>%n змін</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) unchanged</source>
            <translation>
                <numerusform>%n рядок без змін</numerusform>
                <numerusform>%n рядки без змін</numerusform>
                <numerusform>%n рядків без змін</numerusform>
            </translation>
        </message>
        <message>
            <source>Checked with the server at {time}: {changes}, {rest}</source>
            <translation>Звірено з сервером о {time}: {changes}, {rest}</translation>
        </message>
        <message numerus="yes">
            <source>Unchanged: %n line(s)</source>
            <translation>
                <numerusform>Без змін: %n рядок</numerusform>
                <numerusform>Без змін: %n рядки</numerusform>
                <numerusform>Без змін: %n рядків</numerusform>
            </translation>
        </message>
        <message>
            <source>{first} · {rest}</source>
            <translation>{first} · {rest}</translation>
        </message>
        <message>
            <source>accept</source>
            <translation>прийняти</translation>
        </message>
        <message>
            <source>the next to decide</source>
            <translation>наступний невирішений</translation>
        </message>
        <message>
            <source>To the cart</source>
            <translation>До кошика</translation>
        </message>
        <message>
            <source>Accept all</source>
            <translation>Прийняти всі</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) to decide: {numbers}</source>
            <translation>
                <numerusform>Лишилося вирішити %n рядок: {numbers}</numerusform>
                <numerusform>Лишилося вирішити %n рядки: {numbers}</numerusform>
                <numerusform>Лишилося вирішити %n рядків: {numbers}</numerusform>
            </translation>
        </message>
        <message>
            <source>The order cannot go on as it is</source>
            <translation>Замовлення не можна оформити в такому вигляді</translation>
        </message>
        <message>
            <source>Everything is decided</source>
            <translation>Усе вирішено</translation>
        </message>
        <message>
            <source>Nothing is left to order</source>
            <translation>Замовляти нічого не лишилося</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Прийняти</translation>
        </message>
        <message>
            <source>{a} + {b} {wh}</source>
            <translation>{a} + {b} {wh}</translation>
        </message>
        <message>
            <source>{wh}, {n}</source>
            <translation>{wh}, {n}</translation>
        </message>
        <message>
            <source>Remove the line</source>
            <translation>Прибрати рядок</translation>
        </message>
        <message>
            <source>only {n} free</source>
            <translation>вільно лише {n}</translation>
        </message>
        <message>
            <source>packs of {n}</source>
            <translation>кратно {n}</translation>
        </message>
        <message>
            <source>price was {was}, now {now}, {share}</source>
            <translation>ціна була {was}, стала {now}, {share}</translation>
        </message>
        <message>
            <source>quantity was {was}, now {now}, {why}</source>
            <translation>кількість була {was}, стала {now}, {why}</translation>
        </message>
        <message>
            <source>decided: {what}</source>
            <translation>вирішено: {what}</translation>
        </message>
        <message>
            <source>not decided: {choices}</source>
            <translation>не вирішено: {choices}</translation>
        </message>
        <message>
            <source>Was, {currency}</source>
            <translation>Було, {currency}</translation>
        </message>
        <message>
            <source>Now, {currency}</source>
            <translation>Стало, {currency}</translation>
        </message>
        <message>
            <source>Difference, {currency} — prices {a} · stock {b}</source>
            <translation>Різниця, {currency} — ціни {a} · наявність {b}</translation>
        </message>
        <message>
            <source>Decided</source>
            <translation>Вирішено</translation>
        </message>
        <message>
            <source>A similar order was placed: No. {number}</source>
            <translation>Схоже замовлення вже оформлено: №{number}</translation>
        </message>
        <message>
            <source>{when}, {who}. Make sure that this is not the same order.</source>
            <translation>{when}, {who}. Переконайтеся, що це не те саме замовлення.</translation>
        </message>
        <message>
            <source>Limit left after the order: {sum}</source>
            <translation>Після замовлення лишиться ліміту {sum}</translation>
        </message>
        <message>
            <source>The check holds until {time}, then we repeat it</source>
            <translation>Звірка чинна до {time}, далі повторимо її самі</translation>
        </message>
        <message>
            <source>Show the next</source>
            <translation>Показати наступний</translation>
        </message>
        <message>
            <source>Keep and return</source>
            <translation>Зберегти й повернутися</translation>
        </message>
        <message>
            <source>To delivery</source>
            <translation>До доставки</translation>
        </message>
        <message>
            <source>The total rises by {sum}, to {total}. Accept everything?</source>
            <translation>Сума зросте на {sum}, до {total}. Прийняти все?</translation>
        </message>
        <message>
            <source>The cart was changed during the check.</source>
            <translation>Під час звірки кошик змінився.</translation>
        </message>
        <message>
            <source>Check it again when you are ready.</source>
            <translation>Звірте його ще раз, коли будете готові.</translation>
        </message>
        <message>
            <source>No connection: the cart is kept.</source>
            <translation>Немає зв’язку: кошик збережено.</translation>
        </message>
        <message>
            <source>Queue the order; we check prices before sending.</source>
            <translation>Поставте замовлення в чергу; ціни звіримо перед відправленням.</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) wait for their goods</source>
            <translation>
                <numerusform>%n рядок чекає на товар</numerusform>
                <numerusform>%n рядки чекають на товар</numerusform>
                <numerusform>%n рядків чекають на товар</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) come sooner than agreed</source>
            <translation>
                <numerusform>%n рядок прийде раніше, ніж домовлено</numerusform>
                <numerusform>%n рядки прийдуть раніше, ніж домовлено</numerusform>
                <numerusform>%n рядків прийдуть раніше, ніж домовлено</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) come on another day</source>
            <translation>
                <numerusform>%n рядок прийде іншого дня</numerusform>
                <numerusform>%n рядки прийдуть іншого дня</numerusform>
                <numerusform>%n рядків прийдуть іншого дня</numerusform>
            </translation>
        </message>
        <message>
            <source>{a} now + {b} on {day}</source>
            <translation>{a} зараз + {b} чекати {day}</translation>
        </message>
        <message>
            <source>Wait for {day}</source>
            <translation>Чекати {day}</translation>
        </message>
        <message>
            <source>waits for {day}</source>
            <translation>чекає {day}</translation>
        </message>
        <message>
            <source>Take now</source>
            <translation>Взяти зараз</translation>
        </message>
        <message>
            <source>{a} + {b} on {day}</source>
            <translation>{a} + {b} чекати {day}</translation>
        </message>
        <message>
            <source>expected {day}</source>
            <translation>прихід {day}</translation>
        </message>
    </context>
    <context>
        <name>CartProblems</name>
        <message>
            <source>needs a look</source>
            <translation>потребує уваги</translation>
        </message>
        <message>
            <source>The stock of this product is not known.</source>
            <translation>Залишок цього товару невідомий.</translation>
        </message>
        <message>
            <source>The manager will confirm the quantity; or remove the line.</source>
            <translation>Кількість підтвердить менеджер; або приберіть рядок.</translation>
        </message>
        <message>
            <source>Not enough in stock: {n} left.</source>
            <translation>Не вистачає: лишилося {n}.</translation>
        </message>
        <message>
            <source>Leave what is there or take it from another warehouse.</source>
            <translation>Лишіть те, що є, або візьміть з іншого складу.</translation>
        </message>
        <message>
            <source>The price is now {price}.</source>
            <translation>Ціна тепер {price}.</translation>
        </message>
        <message>
            <source>Accept the new price or remove the line.</source>
            <translation>Прийміть нову ціну або приберіть рядок.</translation>
        </message>
        <message>
            <source>This product is not in your catalogue any more.</source>
            <translation>Цього товару вже немає у вашому каталозі.</translation>
        </message>
        <message>
            <source>Remove the line or ask your manager for access.</source>
            <translation>Приберіть рядок або попросіть доступ у менеджера.</translation>
        </message>
        <message>
            <source>Not sold under this contract.</source>
            <translation>За цим договором не продається.</translation>
        </message>
        <message>
            <source>Choose another contract or remove the line.</source>
            <translation>Оберіть інший договір або приберіть рядок.</translation>
        </message>
        <message>
            <source>The product is discontinued.</source>
            <translation>Товар знято з продажу.</translation>
        </message>
        <message>
            <source>Remove the line or ask your manager for a replacement.</source>
            <translation>Приберіть рядок або запитайте менеджера про заміну.</translation>
        </message>
        <message>
            <source>The quantity is not a whole number of packs.</source>
            <translation>Кількість не кратна упаковці.</translation>
        </message>
        <message>
            <source>Sold in packs of {pack}.</source>
            <translation>Продається кратно {pack}.</translation>
        </message>
        <message>
            <source>Round the quantity up or down to whole packs.</source>
            <translation>Округліть кількість до цілих упаковок.</translation>
        </message>
        <message>
            <source>The supplier has closed this product for ordering.</source>
            <translation>Постачальник закрив цей товар для замовлення.</translation>
        </message>
        <message>
            <source>Remove the line and ask your manager about it.</source>
            <translation>Приберіть рядок і запитайте менеджера.</translation>
        </message>
        <message>
            <source>The arrival date is not known any more.</source>
            <translation>Дата надходження вже невідома.</translation>
        </message>
            <message>
            <source>Expected on {day}.</source>
            <translation>Очікується {day}.</translation>
        </message>
        <message>
            <source>Accept the new date or remove the line.</source>
            <translation>Прийміть нову дату або приберіть рядок.</translation>
        </message>
        <message>
            <source>The order is below the minimum of {sum}.</source>
            <translation>Замовлення менше за мінімальне {sum}.</translation>
        </message>
        <message>
            <source>Add goods to the cart.</source>
            <translation>Додайте товарів у кошик.</translation>
        </message>
        <message>
            <source>The order is above the maximum of the contract.</source>
            <translation>Замовлення більше за максимальне за договором.</translation>
        </message>
        <message>
            <source>Split it into two carts or remove lines.</source>
            <translation>Розділіть його на два кошики або приберіть рядки.</translation>
        </message>
        <message>
            <source>The order is over the credit limit: {left} left.</source>
            <translation>Замовлення понад ліміт: доступно {left}.</translation>
        </message>
        <message>
            <source>Pay {sum}, remove lines or choose a prepayment contract.</source>
            <translation>Оплатіть {sum}, приберіть рядки або оберіть договір із передоплатою.</translation>
        </message>
        <message>
            <source>Remove lines or choose a prepayment contract.</source>
            <translation>Приберіть рядки або оберіть договір із передоплатою.</translation>
        </message>
        <message>
            <source>Pay {sum} of the overdue debt, then order.</source>
            <translation>Оплатіть {sum} простроченого боргу, потім замовляйте.</translation>
        </message>
        <message>
            <source>Pay the overdue debt or choose another contract.</source>
            <translation>Оплатіть прострочений борг або оберіть інший договір.</translation>
        </message>
        <message>
            <source>Overdue debt stops orders.</source>
            <translation>Прострочений борг зупиняє замовлення.</translation>
        </message>
        <message>
            <source>No orders are taken under this contract.</source>
            <translation>За цим договором замовлення не приймають.</translation>
        </message>
        <message>
            <source>Choose another contract (F4) or ask your manager.</source>
            <translation>Оберіть інший договір (F4) або запитайте менеджера.</translation>
        </message>
        <message>
            <source>The supplier’s total differs from the one on the screen.</source>
            <translation>Сума постачальника відрізняється від тієї, що на екрані.</translation>
        </message>
        <message>
            <source>Check the cart again; nothing was ordered.</source>
            <translation>Звірте кошик ще раз; нічого не замовлено.</translation>
        </message>
        <message>
            <source>This delivery is not possible for the order.</source>
            <translation>Така доставка для цього замовлення неможлива.</translation>
        </message>
        <message>
            <source>Choose another delivery method.</source>
            <translation>Оберіть інший спосіб доставки.</translation>
        </message>
        <message>
            <source>The supplier has a question about this order.</source>
            <translation>У постачальника є питання до цього замовлення.</translation>
        </message>
        <message>
            <source>Ask your manager; the cart is kept.</source>
            <translation>Запитайте менеджера; кошик збережено.</translation>
        </message>
        <message>
            <source>not enough</source>
            <translation>не вистачає</translation>
        </message>
        <message>
            <source>price changed</source>
            <translation>ціна змінилася</translation>
        </message>
        <message>
            <source>no access</source>
            <translation>немає доступу</translation>
        </message>
        <message>
            <source>not sold</source>
            <translation>не продається</translation>
        </message>
        <message>
            <source>discontinued</source>
            <translation>знято з продажу</translation>
        </message>
        <message>
            <source>not whole packs</source>
            <translation>не кратно упаковці</translation>
        </message>
        <message>
            <source>closed for ordering</source>
            <translation>закрито для замовлення</translation>
        </message>
        <message>
            <source>other date</source>
            <translation>інша дата</translation>
        </message>
        <message>
            <source>Take what is free or remove the line.</source>
            <translation>Візьміть те, що вільне, або приберіть рядок.</translation>
        </message>
    </context>
</TS>
