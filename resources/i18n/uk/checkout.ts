<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="uk_UA" sourcelanguage="en">
    <context>
        <name>CheckoutScreen</name>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="80" />
            <source>Place order</source>
            <translation>Оформити замовлення</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="86" />
            <source>method</source>
            <translation>спосіб</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="87" />
            <source>terms</source>
            <translation>умови</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="88" />
            <source>further</source>
            <translation>далі</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="89" />
            <source>place</source>
            <translation>оформити</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="101" />
            <source>Delivery and recipient · {cart}</source>
            <translation>Доставка й отримувач · {cart}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="103" />
            <source>The check is valid until {time}</source>
            <translation>Звірка чинна до {time}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../../app/ui/checkout/screen.py" line="120" />
            <source>Print %n copies on {printer}</source>
            <translation>
                <numerusform>Надрукувати %n примірник на {printer}</numerusform>
                <numerusform>Надрукувати %n примірники на {printer}</numerusform>
                <numerusform>Надрукувати %n примірників на {printer}</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="148" />
            <source>Fill in the marked fields: the carrier needs them.</source>
            <translation>Заповніть позначені поля: без них не доставити.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="188" />
            <source>branch</source>
            <translation>відділення</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="189" />
            <source>parcel locker</source>
            <translation>поштомат</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="190" />
            <source>address</source>
            <translation>адреса</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="196" />
            <source>agree with the manager</source>
            <translation>узгодити з менеджером</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="212" />
            <source>free of charge</source>
            <translation>безкоштовно</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="214" />
            <source>at the carrier’s rate</source>
            <translation>за тарифом</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="223" />
            <source>Where to: {method}</source>
            <translation>Куди: {method}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="253" />
            <source>To the cart</source>
            <translation>До кошика</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="262" />
            <source>Comment</source>
            <translation>Коментар</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="262" />
            <source>For the manager and the warehouse</source>
            <translation>Для менеджера й складу</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="265" />
            <location filename="../../../app/ui/checkout/screen.py" line="292" />
            <source>Your order number</source>
            <translation>Ваш номер замовлення</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="278" />
            <source>Invoice right after the order, PDF</source>
            <translation>Рахунок одразу після оформлення, PDF</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="289" />
            <source>Documents</source>
            <translation>Документи</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/screen.py" line="144" />
            <source>This method is not possible for this cart.</source>
            <translation>Цей спосіб для цього кошика неможливий.</translation>
        </message>
        <message>
            <source>Delivery method</source>
            <translation>Спосіб доставки</translation>
        </message>
        <message>
            <source>Comment to the order</source>
            <translation>Коментар до замовлення</translation>
        </message>
    </context>
    <context>
        <name>CheckoutSummary</name>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="31" />
            <location filename="../../../app/ui/checkout/summary.py" line="43" />
            <location filename="../../../app/ui/checkout/summary.py" line="115" />
            <source>Place order</source>
            <translation>Оформити замовлення</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="52" />
            <source>Pressing again will not create a second order</source>
            <translation>Повторне натискання не створить другого замовлення</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="72" />
            <source>Order</source>
            <translation>Замовлення</translation>
        </message>
        <message numerus="yes">
            <location filename="../../../app/ui/checkout/summary.py" line="73" />
            <location filename="../../../app/ui/checkout/summary.py" line="132" />
            <source>%n lines</source>
            <translation>
                <numerusform>%n позиція</numerusform>
                <numerusform>%n позиції</numerusform>
                <numerusform>%n позицій</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="81" />
            <source>Weight</source>
            <translation>Вага</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="81" />
            <source>{n} kg</source>
            <translation>{n} кг</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="85" />
            <source>To the invoice</source>
            <translation>До рахунка</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="91" />
            <source>Contract</source>
            <translation>Договір</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="97" />
            <source>limit left after the order: {sum}</source>
            <translation>ліміт після замовлення: {sum}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="110" />
            <source>Placing… {n} s</source>
            <translation>Оформлюємо… {n} с</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="115" />
            <source>Queue order</source>
            <translation>Поставити в чергу</translation>
        </message>
        <message numerus="yes">
            <location filename="../../../app/ui/checkout/summary.py" line="120" />
            <source>%n documents in the supplier’s books</source>
            <translation>
                <numerusform>%n документ в обліку постачальника</numerusform>
                <numerusform>%n документи в обліку постачальника</numerusform>
                <numerusform>%n документів в обліку постачальника</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="135" />
            <source>{name}: {lines}, leaves {day}</source>
            <translation>{name}: {lines}, відвантаження {day}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="139" />
            <source>What happens</source>
            <translation>Що станеться</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="142" />
            <source>Goods are reserved until {day}</source>
            <translation>Товар резервується до {day}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="144" />
            <source>Goods are reserved for this order at once</source>
            <translation>Товар одразу резервується за замовленням</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="147" />
            <source>The order gets into the supplier’s books</source>
            <translation>Замовлення потрапить в облік постачальника</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="149" />
            <source>The invoice appears here at once</source>
            <translation>Рахунок з’явиться тут одразу</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="177" />
            <source>VAT on top</source>
            <translation>ПДВ понад ціну</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="179" />
            <source>VAT (the contract is without VAT)</source>
            <translation>ПДВ (договір без ПДВ)</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/summary.py" line="180" />
            <source>VAT inside</source>
            <translation>у т. ч. ПДВ</translation>
        </message>
    </context>
    <context>
        <name>DeliveryTerms</name>
        <message>
            <location filename="../../../app/ui/checkout/terms_popup.py" line="149" />
            <source>Hand-over</source>
            <translation>Передаємо</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/terms_popup.py" line="150" />
            <source>Time</source>
            <translation>Строк</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/terms_popup.py" line="151" />
            <source>Cost</source>
            <translation>Вартість</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/terms_popup.py" line="152" />
            <source>Limits</source>
            <translation>Обмеження</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/terms_popup.py" line="153" />
            <source>Insurance</source>
            <translation>Страхування</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/terms_popup.py" line="154" />
            <source>Returns</source>
            <translation>Повернення</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/terms_popup.py" line="155" />
            <source>Cash on delivery</source>
            <translation>Післяплата</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/terms_popup.py" line="156" />
            <source>Other</source>
            <translation>Інше</translation>
        </message>
    </context>
    <context>
        <name>InvoiceViewer</name>
        <message>
            <location filename="../../../app/ui/checkout/invoice_viewer.py" line="91" />
            <source>The invoice is being made</source>
            <translation>Рахунок формується</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/invoice_viewer.py" line="111" />
            <source>Save the invoice</source>
            <translation>Зберегти рахунок</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/invoice_viewer.py" line="134" />
            <source>Saved: {path}</source>
            <translation>Збережено: {path}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/invoice_viewer.py" line="146" />
            <source>The PDF is on the clipboard</source>
            <translation>PDF у буфері обміну</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/invoice_viewer.py" line="183" />
            <source>Invoice № {n}</source>
            <translation>Рахунок № {n}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/invoice_viewer.py" line="214" />
            <source>Drawn by the portal from the order’s data</source>
            <translation>Складено порталом за даними замовлення</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/invoice_viewer.py" line="215" />
            <source>Invoice of the supplier’s 1C</source>
            <translation>Рахунок із 1С постачальника</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/invoice_viewer.py" line="221" />
            <source>1C’s invoice has replaced № {n}</source>
            <translation>Рахунок 1С замінив № {n}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/invoice_viewer.py" line="230" />
            <source>The invoice takes longer than usual. The order is placed; you may leave.</source>
            <translation>Рахунок формується довше, ніж звичайно. Замовлення прийнято, можна йти далі.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/invoice_viewer.py" line="241" />
            <source>Invoices of this order</source>
            <translation>Рахунки цього замовлення</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/invoice_viewer.py" line="243" />
            <source>Farther</source>
            <translation>Далі</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/invoice_viewer.py" line="244" />
            <source>Closer</source>
            <translation>Ближче</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/invoice_viewer.py" line="245" />
            <source>Fit width</source>
            <translation>По ширині</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/invoice_viewer.py" line="247" />
            <source>Open in another program</source>
            <translation>Відкрити в іншій програмі</translation>
        </message>
    </context>
    <context>
        <name>MethodList</name>
        <message>
            <location filename="../../../app/ui/checkout/method_list.py" line="59" />
            <source>Delivery method</source>
            <translation>Спосіб доставки</translation>
        </message>
    </context>
    <context>
        <name>MethodRow</name>
        <message>
            <location filename="../../../app/ui/checkout/method_list.py" line="183" />
            <source>Terms</source>
            <translation>Умови</translation>
        </message>
    </context>
    <context>
        <name>OrderFlow</name>
        <message>
            <location filename="../../../app/ui/checkout/flow.py" line="204" />
            <source>Order № {number} is accepted.</source>
            <translation>Замовлення № {number} прийнято.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/flow.py" line="213" />
            <source>Open</source>
            <translation>Відкрити</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/flow.py" line="287" />
            <source>We ask again with the same key at {time}: no second order.</source>
            <translation>О {time} запитаємо за тим самим ключем: другого замовлення не буде.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/flow.py" line="292" />
            <source>The answer about the order was lost.</source>
            <translation>Відповідь про замовлення загубилася дорогою.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/flow.py" line="312" />
            <source>Prices or stock changed while the order waited.</source>
            <translation>Поки замовлення чекало, ціни або залишки змінилися.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/flow.py" line="313" />
            <source>It was not sent; its cart is back. Check it again.</source>
            <translation>Його не надіслано; кошик повернуто. Перевірте ще раз.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/flow.py" line="322" />
            <source>The order waits until you sign in again.</source>
            <translation>Замовлення чекає, доки ви ввійдете знову.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/flow.py" line="323" />
            <source>It is kept and goes by itself after that.</source>
            <translation>Воно збережене й після цього піде саме.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/flow.py" line="302" />
            <source>The order waits for the connection.</source>
            <translation>Замовлення чекає на зв’язок.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/flow.py" line="303" />
            <source>It goes by itself; prices and stock are checked before it is sent.</source>
            <translation>Воно піде саме; ціни й залишки звіримо перед відправленням.</translation>
        </message>
    </context>
    <context>
        <name>OrderState</name>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="101" />
            <source>accepted</source>
            <translation>прийнято</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="102" />
            <source>handed over to 1C</source>
            <translation>передано в 1С</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="103" />
            <source>the manager checks</source>
            <translation>менеджер перевіряє</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="104" />
            <source>confirmed</source>
            <translation>підтверджено</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="105" />
            <source>partly shipped</source>
            <translation>частково відвантажено</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="106" />
            <source>shipped</source>
            <translation>відвантажено</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="107" />
            <source>in transit</source>
            <translation>у дорозі</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="108" />
            <source>received</source>
            <translation>отримано</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="109" />
            <source>cancel requested</source>
            <translation>скасування надіслано</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="110" />
            <source>cancelled by you</source>
            <translation>скасовано вами</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="111" />
            <source>cancelled by the supplier</source>
            <translation>скасовано постачальником</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="112" />
            <source>refused by the supplier</source>
            <translation>відхилено постачальником</translation>
        </message>
    </context>
    <context>
        <name>PageView</name>
        <message>
            <location filename="../../../app/ui/checkout/page_view.py" line="54" />
            <source>Document</source>
            <translation>Документ</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/page_view.py" line="231" />
            <source>The PDF does not open. Save it or open it in another program.</source>
            <translation>PDF не відкривається. Збережіть його або відкрийте в іншій програмі.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/page_view.py" line="139" />
            <source>This page does not open.</source>
            <translation>Ця сторінка не відкривається.</translation>
        </message>
    </context>
    <context>
        <name>PlaceForm</name>
        <message>
            <location filename="../../../app/ui/checkout/place_form.py" line="38" />
            <source>There is no directory of this carrier: type city and branch by hand.</source>
            <translation>Довідника цього перевізника немає: введіть місто й відділення вручну.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/place_form.py" line="44" />
            <source>City</source>
            <translation>Місто</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/place_form.py" line="45" />
            <source>Branch</source>
            <translation>Відділення</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/place_form.py" line="46" />
            <source>Street</source>
            <translation>Вулиця</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/place_form.py" line="47" />
            <source>House, office</source>
            <translation>Будинок, офіс</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/place_form.py" line="48" />
            <source>When you come</source>
            <translation>Коли приїдете</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/place_form.py" line="49" />
            <source>Recipient</source>
            <translation>Отримувач</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/place_form.py" line="50" />
            <source>Recipient’s phone</source>
            <translation>Телефон отримувача</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/place_form.py" line="51" />
            <source>How to deliver</source>
            <translation>Як доставити</translation>
        </message>
    </context>
    <context>
        <name>PrintBox</name>
        <message>
            <location filename="../../../app/ui/checkout/print_box.py" line="42" />
            <source>Printer</source>
            <translation>Принтер</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/print_box.py" line="46" />
            <source>Copies</source>
            <translation>Примірники</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/print_box.py" line="49" />
            <source>A4, both sides</source>
            <translation>А4, двобічний</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/print_box.py" line="50" />
            <source>Always here, without asking</source>
            <translation>Завжди сюди, без запитання</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/print_box.py" line="52" />
            <location filename="../../../app/ui/checkout/print_box.py" line="138" />
            <source>Print</source>
            <translation>Друкувати</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/print_box.py" line="69" />
            <source>Print the invoice</source>
            <translation>Надрукувати рахунок</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/print_box.py" line="120" />
            <location filename="../../../app/ui/checkout/print_box.py" line="177" />
            <source>Sending to the printer…</source>
            <translation>Надсилаємо на принтер…</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/print_box.py" line="136" />
            <source>Print: {printer}</source>
            <translation>Друкувати: {printer}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/print_box.py" line="155" />
            <location filename="../../../app/ui/checkout/print_box.py" line="192" />
            <source>The printer “{printer}” is not there. Choose another one.</source>
            <translation>Принтера «{printer}» немає. Виберіть інший.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/print_box.py" line="163" />
            <source>No printers were found. Save the document instead.</source>
            <translation>Принтерів не знайдено. Збережіть документ.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/print_box.py" line="168" />
            <source>The printers do not answer. Save the document instead.</source>
            <translation>Принтери не відповідають. Збережіть документ.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/print_box.py" line="178" />
            <source>{printer} is printing</source>
            <translation>{printer} друкує</translation>
        </message>
        <message numerus="yes">
            <location filename="../../../app/ui/checkout/print_box.py" line="180" />
            <source>{time} · %n copies handed over to “{printer}”</source>
            <translation>
                <numerusform>{time} · %n прим. передано принтеру «{printer}»</numerusform>
                <numerusform>{time} · %n прим. передано принтеру «{printer}»</numerusform>
                <numerusform>{time} · %n прим. передано принтеру «{printer}»</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/print_box.py" line="184" />
            <source>“{printer}” waits (paper, toner, cover). It goes on by itself.</source>
            <translation>Принтер «{printer}» чекає (папір, тонер, кришка). Далі піде сам.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/print_box.py" line="188" />
            <source>“{printer}” did not take the document. Choose another or save it.</source>
            <translation>Принтер «{printer}» не прийняв документ. Виберіть інший або збережіть.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/print_box.py" line="196" />
            <source>It is not known whether “{printer}” has it. Look at the printer first.</source>
            <translation>Невідомо, чи отримав принтер «{printer}». Спершу гляньте на принтер.</translation>
        </message>
        <message>
            <source> cop.</source>
            <comment>copies, after a number</comment>
            <translation> прим.</translation>
        </message>
    </context>
    <context>
        <name>TermsComparison</name>
        <message>
            <location filename="../../../app/ui/checkout/terms_popup.py" line="107" />
            <source>Terms of all methods</source>
            <translation>Умови всіх способів</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/terms_popup.py" line="108" />
            <source>Close</source>
            <translation>Закрити</translation>
        </message>
    </context>
    <context>
        <name>TermsPopup</name>
        <message>
            <location filename="../../../app/ui/checkout/terms_popup.py" line="43" />
            <source>Close</source>
            <translation>Закрити</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/terms_popup.py" line="53" />
            <source>Compare the terms of all methods</source>
            <translation>Порівняти умови всіх способів</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/terms_popup.py" line="64" />
            <source>{method}: the supplier’s terms</source>
            <translation>{method}: умови постачальника</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/terms_popup.py" line="65" />
            <source>updated {day}</source>
            <translation>оновлено {day}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/terms_popup.py" line="87" />
            <source>The supplier gave no terms for this method. Ask your manager.</source>
            <translation>Постачальник не вказав умов для цього способу. Запитайте менеджера.</translation>
        </message>
    </context>
    <context>
        <name>ThankYouScreen</name>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="64" />
            <source>Print</source>
            <translation>Друкувати</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="65" />
            <source>Save PDF</source>
            <translation>Зберегти PDF</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="71" />
            <source>print</source>
            <translation>друк</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="72" />
            <source>save PDF</source>
            <translation>зберегти PDF</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="73" />
            <source>to the catalogue</source>
            <translation>до каталогу</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="108" />
            <source>№ {number}</source>
            <translation>№ {number}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../../app/ui/checkout/thank_you.py" line="110" />
            <location filename="../../../app/ui/checkout/thank_you.py" line="164" />
            <source>%n lines</source>
            <translation>
                <numerusform>%n позиція</numerusform>
                <numerusform>%n позиції</numerusform>
                <numerusform>%n позицій</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="126" />
            <source>The number is on the clipboard</source>
            <translation>Номер у буфері обміну</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="144" />
            <source>Goods are reserved until {time}</source>
            <translation>Товар зарезервовано до {time}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="148" />
            <source>Goods are reserved for you</source>
            <translation>Товар зарезервовано за вами</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="150" />
            <source>{places}. Stock in the catalogue is already less.</source>
            <translation>{places}. Залишки в каталозі вже зменшено.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="156" />
            <source>1C keeps these goods now; the reservation here has ended.</source>
            <translation>Ці товари вже тримає 1С; резерв на порталі завершено.</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="163" />
            <source>{name} {lines}</source>
            <translation>{name} {lines}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="179" />
            <source>Thank you! The order is accepted</source>
            <translation>Дякуємо! Замовлення прийнято</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="170" />
            <source>Copy the number</source>
            <translation>Копіювати номер</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="188" />
            <source>Save</source>
            <translation>Зберегти</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="190" />
            <source>Copy</source>
            <translation>Копіювати</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="197" />
            <source>To the catalogue</source>
            <translation>До каталогу</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/thank_you.py" line="208" />
            <source>What comes next</source>
            <translation>Що далі</translation>
        </message>
    </context>
    <context>
        <name>Timeline</name>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="43" />
            <source>The supplier has the order</source>
            <translation>Замовлення в постачальника</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="47" />
            <source>№ {numbers}</source>
            <translation>№ {numbers}</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="48" />
            <source>The invoice is here</source>
            <translation>Рахунок отримано</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="50" />
            <source>The invoice is being made</source>
            <translation>Рахунок формується</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="56" />
            <source>The order is in the supplier’s books</source>
            <translation>Замовлення в обліку постачальника</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="64" />
            <source>The order is handed over to 1C</source>
            <translation>Замовлення передано в 1С</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="65" />
            <source>1C’s number comes when the manager has seen it</source>
            <translation>Номер 1С прийде, щойно менеджер перегляне замовлення</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="72" />
            <source>The order waits for 1C</source>
            <translation>Замовлення чекає на 1С</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="73" />
            <source>1C takes it by itself; nothing is needed from you</source>
            <translation>1С забере його сама; від вас нічого не потрібно</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="83" />
            <source>The manager has confirmed</source>
            <translation>Менеджер підтвердив</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="85" />
            <source>The manager checks the order</source>
            <translation>Менеджер перевіряє</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="93" />
            <source>Shipment</source>
            <translation>Відвантаження</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="130" />
            <source>done</source>
            <translation>виконано</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="131" />
            <source>current</source>
            <translation>поточний</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="132" />
            <source>later</source>
            <translation>попереду</translation>
        </message>
        <message>
            <location filename="../../../app/ui/checkout/timeline.py" line="133" />
            <source>stopped</source>
            <translation>зупинено</translation>
        </message>
    </context>
    <context>
        <name>OrderSteps</name>
        <message>
            <source>Steps of the order</source>
            <translation>Кроки оформлення</translation>
        </message>
        <message>
            <source>Cart</source>
            <translation>Кошик</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Звірка</translation>
        </message>
        <message>
            <source>Delivery and recipient</source>
            <translation>Доставка й отримувач</translation>
        </message>
        <message>
            <source>Invoice</source>
            <translation>Рахунок</translation>
        </message>
    </context>
</TS>
