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
</TS>
