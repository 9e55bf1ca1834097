<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>%n alone</source>
        <translation>
            <numerusform>%Ln alone</numerusform>
            <numerusform>%Ln alone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contradictions. Keep the files as they are and tell whoever is responsible.</source>
        <translation>
            <numerusform>%Ln contradiction. Keep the files as they are and tell whoever is responsible.</numerusform>
            <numerusform>%Ln contradictions. Keep the files as they are and tell whoever is responsible.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copies</source>
        <translation>
            <numerusform>%Ln copy</numerusform>
            <numerusform>%Ln copies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be used</source>
        <translation>
            <numerusform>%Ln could not be used</numerusform>
            <numerusform>%Ln could not be used</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document rules broken</source>
        <translation>
            <numerusform>%Ln document rule broken</numerusform>
            <numerusform>%Ln document rules broken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n events, each with its hash.</source>
        <translation>
            <numerusform>%Ln event, with its hash.</numerusform>
            <numerusform>%Ln events, each with its hash.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n faces</source>
        <translation>
            <numerusform>%Ln face</numerusform>
            <numerusform>%Ln faces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n faces found</source>
        <translation>
            <numerusform>%Ln face found</numerusform>
            <numerusform>%Ln faces found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n faces found. The camera works.</source>
        <translation>
            <numerusform>%Ln face found. The camera works.</numerusform>
            <numerusform>%Ln faces found. The camera works.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n faces seem to be of another person and were left out; look at them.</source>
        <translation>
            <numerusform>%Ln face seems to be of another person and was left out; look at it.</numerusform>
            <numerusform>%Ln faces seem to be of another person and were left out; look at them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames rejected: {reasons}</source>
        <translation>
            <numerusform>%Ln frame rejected: {reasons}</numerusform>
            <numerusform>%Ln frames rejected: {reasons}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n groups</source>
        <translation>
            <numerusform>%Ln group</numerusform>
            <numerusform>%Ln groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pairs</source>
        <translation>
            <numerusform>%Ln pair</numerusform>
            <numerusform>%Ln pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pairs shown</source>
        <translation>
            <numerusform>%Ln pair shown</numerusform>
            <numerusform>%Ln pairs shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people are called so</source>
        <translation>
            <numerusform>%Ln person is called so</numerusform>
            <numerusform>%Ln people are called so</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people chosen</source>
        <translation>
            <numerusform>%Ln person chosen</numerusform>
            <numerusform>%Ln people chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people erased</source>
        <translation>
            <numerusform>%Ln person erased</numerusform>
            <numerusform>%Ln people erased</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos imported</source>
        <translation>
            <numerusform>%Ln photo imported</numerusform>
            <numerusform>%Ln photos imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rules are broken.</source>
        <translation>
            <numerusform>%Ln rule is broken.</numerusform>
            <numerusform>%Ln rules are broken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n too poor to tell</source>
        <translation>
            <numerusform>%Ln too poor to tell</numerusform>
            <numerusform>%Ln too poor to tell</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there already</source>
        <translation>
            <numerusform>%Ln was there already</numerusform>
            <numerusform>%Ln were there already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n regions speak for one person.</source>
        <translation>
            <numerusform>The %Ln region speaks for one person.</numerusform>
            <numerusform>All %Ln regions speak for one person.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n regions speak for two people.</source>
        <translation>
            <numerusform>The %Ln region speaks for two people.</numerusform>
            <numerusform>All %Ln regions speak for two people.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At least %n characters; length counts for more than signs.</source>
        <translation>
            <numerusform>At least %Ln character; length counts for more than signs.</numerusform>
            <numerusform>At least %Ln characters; length counts for more than signs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n threads</source>
        <translation>
            <numerusform>CPU, %Ln thread</numerusform>
            <numerusform>CPU, %Ln threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fewer than %n good photos</source>
        <translation>
            <numerusform>Fewer than %Ln good photo</numerusform>
            <numerusform>Fewer than %Ln good photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The photo has %n faces.</source>
        <translation>
            <numerusform>The photo has %Ln face.</numerusform>
            <numerusform>The photo has %Ln faces.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>They take no part in matching from now on. In %n days everything is destroyed; until then it can be taken back.</source>
        <translation>
            <numerusform>They take no part in matching from now on. In %Ln day everything is destroyed; until then it can be taken back.</numerusform>
            <numerusform>They take no part in matching from now on. In %Ln days everything is destroyed; until then it can be taken back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n characters.</source>
        <translation>
            <numerusform>Use at least %Ln character.</numerusform>
            <numerusform>Use at least %Ln characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wait %n seconds and try again.</source>
        <translation>
            <numerusform>Wait %Ln second and try again.</numerusform>
            <numerusform>Wait %Ln seconds and try again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What this program is made of: %n parts, each with the licence that its authors gave it.</source>
        <translation>
            <numerusform>What this program is made of: %Ln part, with the licence that its authors gave it.</numerusform>
            <numerusform>What this program is made of: %Ln parts, each with the licence that its authors gave it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Within %n days</source>
        <translation>
            <numerusform>Within %Ln day</numerusform>
            <numerusform>Within %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minutes left</source>
        <translation>
            <numerusform>about %Ln minute left</numerusform>
            <numerusform>about %Ln minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n seconds left</source>
        <translation>
            <numerusform>about %Ln second left</numerusform>
            <numerusform>about %Ln seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name} takes no part in matching from now on. In %n days everything is destroyed; until then it can be taken back.</source>
        <translation>
            <numerusform>{name} takes no part in matching from now on. In %Ln day everything is destroyed; until then it can be taken back.</numerusform>
            <numerusform>{name} takes no part in matching from now on. In %Ln days everything is destroyed; until then it can be taken back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more people</source>
        <translation>
            <numerusform>… and %Ln more person</numerusform>
            <numerusform>… and %Ln more people</numerusform>
        </translation>
    </message>
</context>
</TS>
