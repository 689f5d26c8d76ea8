<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="uk_UA" sourcelanguage="en">
    <context>
        <name>formats</name>
        <message>
            <source>%1k</source>
            <translation>%1т</translation>
        </message>
        <message>
            <source>GB</source>
            <translation>ГБ</translation>
        </message>
        <message>
            <source>MB</source>
            <translation>МБ</translation>
        </message>
        <message>
            <source>KB</source>
            <translation>КБ</translation>
        </message>
        <message>
            <source>yesterday %1</source>
            <translation>вчора %1</translation>
        </message>
        <message>
            <source>%1 d %2 h</source>
            <translation>%1 дн %2 год</translation>
        </message>
        <message>
            <source>%1 d</source>
            <translation>%1 дн</translation>
        </message>
        <message>
            <source>%1 h %2 min</source>
            <translation>%1 год %2 хв</translation>
        </message>
        <message>
            <source>%1 h</source>
            <translation>%1 год</translation>
        </message>
        <message>
            <source>%1 min %2 s</source>
            <translation>%1 хв %2 с</translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 хв</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 с</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>щойно</translation>
        </message>
        <message>
            <source>%1 ago</source>
            <translation>%1 тому</translation>
        </message>
        <message numerus="yes">
            <source>%n hryvnia(s)</source>
            <translation>
                <numerusform>%n гривня</numerusform>
                <numerusform>%n гривні</numerusform>
                <numerusform>%n гривень</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n kopeck(s)</source>
            <translation>
                <numerusform>%n копійка</numerusform>
                <numerusform>%n копійки</numerusform>
                <numerusform>%n копійок</numerusform>
            </translation>
        </message>
        <message>
            <source>minus %1</source>
            <translation>мінус %1</translation>
        </message>
    </context>
</TS>
