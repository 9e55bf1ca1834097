<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source> bans</source>
        <translation> Ban</translation>
    </message>
    <message numerus="yes">
        <source>%n alone</source>
        <translation>
            <numerusform>%Ln allein</numerusform>
            <numerusform>%Ln allein</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contradictions. Keep the files as they are and tell whoever is responsible.</source>
        <translation>
            <numerusform>%Ln Widerspruch. Lassen Sie die Dateien, wie sie sind, und sagen Sie es dem Verantwortlichen.</numerusform>
            <numerusform>%Ln Widersprüche. Lassen Sie die Dateien, wie sie sind, und sagen Sie es dem Verantwortlichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copies</source>
        <translation>
            <numerusform>%Ln Kopie</numerusform>
            <numerusform>%Ln Kopien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be used</source>
        <translation>
            <numerusform>%Ln nicht verwendbar</numerusform>
            <numerusform>%Ln nicht verwendbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%Ln Tag</numerusform>
            <numerusform>%Ln Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document rules broken</source>
        <translation>
            <numerusform>%Ln Regel für Ausweise verletzt</numerusform>
            <numerusform>%Ln Regeln für Ausweise verletzt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%Ln Ereignis</numerusform>
            <numerusform>%Ln Ereignisse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n events, each with its hash.</source>
        <translation>
            <numerusform>%Ln Ereignis mit seinem Hashwert.</numerusform>
            <numerusform>%Ln Ereignisse, jedes mit seinem Hashwert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n faces</source>
        <translation>
            <numerusform>%Ln Gesicht</numerusform>
            <numerusform>%Ln Gesichter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n faces found</source>
        <translation>
            <numerusform>%Ln Gesicht gefunden</numerusform>
            <numerusform>%Ln Gesichter gefunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n faces found. The camera works.</source>
        <translation>
            <numerusform>%Ln Gesicht gefunden. Die Kamera funktioniert.</numerusform>
            <numerusform>%Ln Gesichter gefunden. Die Kamera funktioniert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n faces seem to be of another person and were left out; look at them.</source>
        <translation>
            <numerusform>%Ln Gesicht scheint von einer anderen Person zu sein und blieb weg; sehen Sie es an.</numerusform>
            <numerusform>%Ln Gesichter scheinen von einer anderen Person zu sein und blieben weg; sehen Sie sie an.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames rejected: {reasons}</source>
        <translation>
            <numerusform>%Ln Bild verworfen: {reasons}</numerusform>
            <numerusform>%Ln Bilder verworfen: {reasons}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n groups</source>
        <translation>
            <numerusform>%Ln Gruppe</numerusform>
            <numerusform>%Ln Gruppen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%Ln Minute</numerusform>
            <numerusform>%Ln Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%Ln weitere</numerusform>
            <numerusform>%Ln weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pairs</source>
        <translation>
            <numerusform>%Ln Paar</numerusform>
            <numerusform>%Ln Paare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pairs shown</source>
        <translation>
            <numerusform>%Ln Paar gezeigt</numerusform>
            <numerusform>%Ln Paare gezeigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%Ln Person</numerusform>
            <numerusform>%Ln Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people are called so</source>
        <translation>
            <numerusform>%Ln Person heißt so</numerusform>
            <numerusform>%Ln Personen heißen so</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people chosen</source>
        <translation>
            <numerusform>%Ln Person gewählt</numerusform>
            <numerusform>%Ln Personen gewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people erased</source>
        <translation>
            <numerusform>%Ln Person gelöscht</numerusform>
            <numerusform>%Ln Personen gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos imported</source>
        <translation>
            <numerusform>%Ln Foto importiert</numerusform>
            <numerusform>%Ln Fotos importiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rules are broken.</source>
        <translation>
            <numerusform>%Ln Regel ist verletzt.</numerusform>
            <numerusform>%Ln Regeln sind verletzt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n too poor to tell</source>
        <translation>
            <numerusform>%Ln zu schlecht für ein Urteil</numerusform>
            <numerusform>%Ln zu schlecht für ein Urteil</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there already</source>
        <translation>
            <numerusform>%Ln war schon da</numerusform>
            <numerusform>%Ln waren schon da</numerusform>
        </translation>
    </message>
    <message>
        <source>1 in </source>
        <translation>1 von </translation>
    </message>
    <message>
        <source>1 in {n}</source>
        <translation>1 von {n}</translation>
    </message>
    <message>
        <source>95 %: {range}</source>
        <translation>95 %: {range}</translation>
    </message>
    <message>
        <source>A crash or a second user can damage it there. Keep it on this computer, and backups there.</source>
        <translation>Ein Absturz oder ein zweiter Benutzer kann sie dort beschädigen. Bewahren Sie sie auf diesem Computer auf und die Sicherungen dort.</translation>
    </message>
    <message>
        <source>A face</source>
        <translation>Ein Gesicht</translation>
    </message>
    <message>
        <source>A folder with one folder for each person, or a table with the columns path and name; reference, basis and tags may follow.</source>
        <translation>Ein Ordner mit einem Unterordner je Person oder eine Tabelle mit den Spalten path und name; reference, basis und tags können folgen.</translation>
    </message>
    <message>
        <source>A key file on this computer</source>
        <translation>Eine Schlüsseldatei auf diesem Computer</translation>
    </message>
    <message>
        <source>A key for the gallery</source>
        <translation>Ein Schlüssel für die Galerie</translation>
    </message>
    <message>
        <source>A lawful basis is missing</source>
        <translation>Eine Rechtsgrundlage fehlt</translation>
    </message>
    <message>
        <source>A little back</source>
        <translation>Ein wenig zurück</translation>
    </message>
    <message>
        <source>A living person was seen</source>
        <translation>Eine lebende Person wurde gesehen</translation>
    </message>
    <message>
        <source>A new password for {login}</source>
        <translation>Ein neues Passwort für {login}</translation>
    </message>
    <message>
        <source>A newer version is installed over this one; gallery, settings and models stay.</source>
        <translation>Eine neuere Version wird über diese installiert; Galerie, Einstellungen und Modelle bleiben.</translation>
    </message>
    <message>
        <source>A newer version of this program wrote it. Nothing was changed.</source>
        <translation>Eine neuere Version dieses Programms hat sie geschrieben. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>A part of the face is outside the picture.</source>
        <translation>Ein Teil des Gesichts liegt außerhalb des Bildes.</translation>
    </message>
    <message>
        <source>A part of the program is missing</source>
        <translation>Ein Teil des Programms fehlt</translation>
    </message>
    <message>
        <source>A photo cannot be used</source>
        <translation>Ein Foto ist nicht verwendbar</translation>
    </message>
    <message>
        <source>A photo for a document</source>
        <translation>Ein Foto für einen Ausweis</translation>
    </message>
    <message>
        <source>A photo is [too poor for a reliable comparison]. The figures below are only a hint; use better photos.</source>
        <translation>Ein Foto ist [zu schlecht für einen verlässlichen Vergleich]. Die Zahlen unten sind nur ein Hinweis; verwenden Sie bessere Fotos.</translation>
    </message>
    <message>
        <source>A photo shows no face</source>
        <translation>Ein Foto zeigt kein Gesicht</translation>
    </message>
    <message>
        <source>A photo shows several. Click the face that you want to compare.</source>
        <translation>Ein Foto zeigt mehrere. Klicken Sie auf das Gesicht, das Sie vergleichen wollen.</translation>
    </message>
    <message>
        <source>A record was changed from outside</source>
        <translation>Ein Eintrag wurde von außen geändert</translation>
    </message>
    <message>
        <source>A record was changed from outside: {subject}.</source>
        <translation>Ein Eintrag wurde von außen geändert: {subject}.</translation>
    </message>
    <message>
        <source>A setting has a forbidden value</source>
        <translation>Eine Einstellung hat einen unzulässigen Wert</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>About one chance match or fewer is expected in this heap.</source>
        <translation>In dieser Menge ist höchstens etwa ein Zufallstreffer zu erwarten.</translation>
    </message>
    <message>
        <source>About {n} chance matches are expected among strangers.</source>
        <translation>Unter Fremden sind etwa {n} Zufallstreffer zu erwarten.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add a passphrase</source>
        <translation>Passphrase hinzufügen</translation>
    </message>
    <message>
        <source>Add a passphrase…</source>
        <translation>Passphrase hinzufügen…</translation>
    </message>
    <message>
        <source>Add an operator</source>
        <translation>Bediener hinzufügen</translation>
    </message>
    <message>
        <source>Add an operator…</source>
        <translation>Bediener hinzufügen…</translation>
    </message>
    <message>
        <source>Add another one before you remove it, or nobody can open the gallery any more.</source>
        <translation>Fügen Sie einen anderen hinzu, bevor Sie ihn entfernen; sonst kann niemand die Galerie mehr öffnen.</translation>
    </message>
    <message>
        <source>Add one more photo</source>
        <translation>Noch ein Foto hinzufügen</translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation>Fotos hinzufügen…</translation>
    </message>
    <message>
        <source>Add photo…</source>
        <translation>Foto hinzufügen…</translation>
    </message>
    <message>
        <source>Add tag</source>
        <translation>Stichwort geben</translation>
    </message>
    <message>
        <source>Add the first account</source>
        <translation>Das erste Konto hinzufügen</translation>
    </message>
    <message>
        <source>Add two photos</source>
        <translation>Zwei Fotos hinzufügen</translation>
    </message>
    <message>
        <source>Added on {day}</source>
        <translation>Hinzugefügt am {day}</translation>
    </message>
    <message>
        <source>Added {login}.</source>
        <translation>{login} hinzugefügt.</translation>
    </message>
    <message>
        <source>Address of the camera, beginning with http:// or rtsp://</source>
        <translation>Adresse der Kamera, beginnend mit http:// oder rtsp://</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>Advise</source>
        <translation>Hinweisen</translation>
    </message>
    <message>
        <source>Advise shows what the check found; require refuses who does not pass.</source>
        <translation>„Hinweisen“ zeigt, was die Prüfung ergab; „Verlangen“ weist ab, wer sie nicht besteht.</translation>
    </message>
    <message>
        <source>After so long without contact a person is listed as due for erasure; a human decides.</source>
        <translation>Wer so lange keinen Kontakt hatte, gilt als zur Löschung fällig; ein Mensch entscheidet.</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Übereinstimmung</translation>
    </message>
    <message>
        <source>Aligned face of photo {side}</source>
        <translation>Ausgerichtetes Gesicht von Foto {side}</translation>
    </message>
    <message>
        <source>Aligned face {side}</source>
        <translation>Ausgerichtetes Gesicht {side}</translation>
    </message>
    <message>
        <source>Alive</source>
        <translation>Lebend</translation>
    </message>
    <message numerus="yes">
        <source>All %n regions speak for one person.</source>
        <translation>
            <numerusform>Der %Ln Bereich spricht für eine Person.</numerusform>
            <numerusform>Alle %Ln Bereiche sprechen für eine Person.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n regions speak for two people.</source>
        <translation>
            <numerusform>Der %Ln Bereich spricht für zwei Personen.</numerusform>
            <numerusform>Alle %Ln Bereiche sprechen für zwei Personen.</numerusform>
        </translation>
    </message>
    <message>
        <source>All accounts are removed, and this computer opens the gallery by itself.</source>
        <translation>Alle Konten werden entfernt, und dieser Computer öffnet die Galerie von selbst.</translation>
    </message>
    <message>
        <source>All events</source>
        <translation>Alle Ereignisse</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>All is there; its hash is being checked…</source>
        <translation>Alles ist da; die Prüfsumme wird geprüft…</translation>
    </message>
    <message>
        <source>All movements</source>
        <translation>Alle Bewegungen</translation>
    </message>
    <message>
        <source>All of it is checked first. What is in the gallery now is kept among the copies. Nobody who was erased since comes back.</source>
        <translation>Zuerst wird alles geprüft. Was jetzt in der Galerie ist, bleibt unter den Kopien. Wer seither gelöscht wurde, kommt nicht zurück.</translation>
    </message>
    <message>
        <source>All of these people may be kept on this basis</source>
        <translation>Alle diese Personen dürfen auf dieser Grundlage gespeichert werden</translation>
    </message>
    <message>
        <source>All pairs</source>
        <translation>Alle Paare</translation>
    </message>
    <message>
        <source>All photos move to the person you choose. This can be undone.</source>
        <translation>Alle Fotos gehen zu der Person über, die Sie wählen. Das lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>All verdicts</source>
        <translation>Alle Urteile</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>Alle {count}</translation>
    </message>
    <message>
        <source>Allow it in the system&apos;s settings.</source>
        <translation>Erlauben Sie es in den Einstellungen des Systems.</translation>
    </message>
    <message>
        <source>Allow it in the system&apos;s settings; on Linux your account must be in the group “video”.</source>
        <translation>Erlauben Sie es in den Einstellungen des Systems; unter Linux muss Ihr Konto zur Gruppe „video“ gehören.</translation>
    </message>
    <message>
        <source>Also people who are not enrolled. They never agreed to it: check whether you may.</source>
        <translation>Auch Personen, die nicht erfasst sind. Sie haben nie zugestimmt: Prüfen Sie, ob Sie das dürfen.</translation>
    </message>
    <message>
        <source>An announcement of a newer version was refused</source>
        <translation>Eine Ankündigung einer neueren Version wurde abgelehnt</translation>
    </message>
    <message>
        <source>An export was made ({where}); where it was taken is not known.</source>
        <translation>Es gab einen Export ({where}); wohin er gelangte, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>An import does not bring erased people back. Enrol the person anew if you may.</source>
        <translation>Ein Import bringt gelöschte Personen nicht zurück. Erfassen Sie die Person neu, wenn Sie das dürfen.</translation>
    </message>
    <message>
        <source>An older state of person {subject} was put back.</source>
        <translation>Ein älterer Stand der Person {subject} wurde zurückgespielt.</translation>
    </message>
    <message>
        <source>Another file of that name lies in the folder already.</source>
        <translation>Im Ordner liegt schon eine andere Datei dieses Namens.</translation>
    </message>
    <message>
        <source>Another person: enrol, and remember that</source>
        <translation>Eine andere Person: erfassen und das merken</translation>
    </message>
    <message>
        <source>Another program still reads an older state of {where}.</source>
        <translation>Ein anderes Programm liest noch einen älteren Stand von {where}.</translation>
    </message>
    <message>
        <source>Any consent</source>
        <translation>Jede Einwilligung</translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation>Jedes Stichwort</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Are {first} and {second} one person?</source>
        <translation>Sind {first} und {second} eine Person?</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Ask an administrator.</source>
        <translation>Fragen Sie einen Administrator.</translation>
    </message>
    <message>
        <source>Ask for a passphrase each time</source>
        <translation>Jedes Mal nach einer Passphrase fragen</translation>
    </message>
    <message>
        <source>Ask whoever gave it to you for a newer version.</source>
        <translation>Fragen Sie den, von dem Sie es haben, nach einer neueren Version.</translation>
    </message>
    <message>
        <source>Asked for whenever the gallery is opened.</source>
        <translation>Wird bei jedem Öffnen der Galerie verlangt.</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird gefragt…</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>At enrolment</source>
        <translation>Beim Erfassen</translation>
    </message>
    <message>
        <source>At identification</source>
        <translation>Beim Erkennen</translation>
    </message>
    <message numerus="yes">
        <source>At least %n characters; length counts for more than signs.</source>
        <translation>
            <numerusform>Mindestens %Ln Zeichen; Länge zählt mehr als Sonderzeichen.</numerusform>
            <numerusform>Mindestens %Ln Zeichen; Länge zählt mehr als Sonderzeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Audit log accepted</source>
        <translation>Protokoll anerkannt</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to a single user?</source>
        <translation>Zurück zu einem einzigen Benutzer?</translation>
    </message>
    <message>
        <source>Back to a single user…</source>
        <translation>Zurück zu einem Benutzer…</translation>
    </message>
    <message>
        <source>Back to the default: {value}</source>
        <translation>Zurück zur Vorgabe: {value}</translation>
    </message>
    <message>
        <source>Back to the page before</source>
        <translation>Zurück zur vorigen Seite</translation>
    </message>
    <message>
        <source>Back up by itself every</source>
        <translation>Von selbst sichern alle</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Jetzt sichern</translation>
    </message>
    <message>
        <source>Back up the gallery</source>
        <translation>Galerie sichern</translation>
    </message>
    <message>
        <source>Back up to a file…</source>
        <translation>In eine Datei sichern…</translation>
    </message>
    <message>
        <source>Backed up and looked through: {people}, {photos}, {size}.</source>
        <translation>Gesichert und geprüft: {people}, {photos}, {size}.</translation>
    </message>
    <message>
        <source>Backing up…</source>
        <translation>Wird gesichert…</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Backup made</source>
        <translation>Sicherung angelegt</translation>
    </message>
    <message>
        <source>Backup restored</source>
        <translation>Sicherung eingespielt</translation>
    </message>
    <message>
        <source>Backups and copies rewritten</source>
        <translation>Neu geschriebene Sicherungen und Kopien</translation>
    </message>
    <message>
        <source>Backups and snapshots of the system are beyond this program.</source>
        <translation>Sicherungen und Schnappschüsse des Systems liegen außerhalb dieses Programms.</translation>
    </message>
    <message>
        <source>Backups kept</source>
        <translation>Aufbewahrte Sicherungen</translation>
    </message>
    <message>
        <source>Backups on this computer</source>
        <translation>Sicherungen auf diesem Computer</translation>
    </message>
    <message>
        <source>Backups that lie elsewhere: {where}.</source>
        <translation>Sicherungen, die anderswo liegen: {where}.</translation>
    </message>
    <message>
        <source>Bans</source>
        <translation>Ban</translation>
    </message>
    <message>
        <source>Bans of each region on its own. Regions overlap, so they do not add up to the whole, and no verdict rests on them.</source>
        <translation>Ban jedes Bereichs für sich. Bereiche überlappen, darum ergeben sie zusammen nicht das Ganze, und kein Urteil beruht auf ihnen.</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>Grundlage</translation>
    </message>
    <message>
        <source>Before looking: {share} of such pairs show one person</source>
        <translation>Vorher: {share} solcher Paare zeigen eine Person</translation>
    </message>
    <message>
        <source>Begin the gallery</source>
        <translation>Galerie beginnen</translation>
    </message>
    <message>
        <source>Belief before looking</source>
        <translation>Annahme vor dem Vergleich</translation>
    </message>
    <message>
        <source>Belongs to an account; it is changed there.</source>
        <translation>Gehört zu einem Konto und wird dort geändert.</translation>
    </message>
    <message>
        <source>Blur the faces of everybody who is not in the gallery</source>
        <translation>Die Gesichter aller, die nicht in der Galerie sind, unkenntlich machen</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>Unscharf</translation>
    </message>
    <message>
        <source>Both eyes have to be open and to be seen.</source>
        <translation>Beide Augen müssen offen und zu sehen sein.</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>Von selbst</translation>
    </message>
    <message>
        <source>CAPTURED</source>
        <translation>AUFGENOMMEN</translation>
    </message>
    <message>
        <source>CHECK FOR A LIVING PERSON</source>
        <translation>LEBENDERKENNUNG</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n threads</source>
        <translation>
            <numerusform>CPU, %Ln Thread</numerusform>
            <numerusform>CPU, %Ln Threads</numerusform>
        </translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Camera, video file or network address</source>
        <translation>Kamera, Videodatei oder Netzwerkadresse</translation>
    </message>
    <message>
        <source>Camera, {time}</source>
        <translation>Kamera, {time}</translation>
    </message>
    <message>
        <source>Cameras are off in safe mode</source>
        <translation>Kameras sind im abgesicherten Modus aus</translation>
    </message>
    <message>
        <source>Cameras stay off in safe mode.</source>
        <translation>Im abgesicherten Modus bleiben die Kameras aus.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation>Herunterladen abbrechen</translation>
    </message>
    <message>
        <source>Captured</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Captured face, {caption}</source>
        <translation>Aufgenommenes Gesicht, {caption}</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Certificate of erasure</source>
        <translation>Löschbescheinigung</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Change my password</source>
        <translation>Mein Passwort ändern</translation>
    </message>
    <message>
        <source>Change my password…</source>
        <translation>Mein Passwort ändern…</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>Passphrase ändern</translation>
    </message>
    <message>
        <source>Change the passphrase…</source>
        <translation>Passphrase ändern…</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Check a photo against the rules for document photos</source>
        <translation>Ein Foto nach den Regeln für Ausweisfotos prüfen</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Check the camera</source>
        <translation>Kamera prüfen</translation>
    </message>
    <message>
        <source>Check the login {login}.</source>
        <translation>Prüfen Sie den Anmeldenamen {login}.</translation>
    </message>
    <message>
        <source>Check the rights of the file and of its folder: {why}. Nothing was changed.</source>
        <translation>Prüfen Sie die Rechte der Datei und ihres Ordners: {why}. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Check whether a living person stands in front</source>
        <translation>Prüfen, ob eine lebende Person davor steht</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Cheeks</source>
        <translation>Wangen</translation>
    </message>
    <message>
        <source>Choose a camera</source>
        <translation>Kamera wählen</translation>
    </message>
    <message>
        <source>Choose a camera above, a video file or an address.</source>
        <translation>Wählen Sie oben eine Kamera, eine Videodatei oder eine Adresse.</translation>
    </message>
    <message>
        <source>Choose a camera first</source>
        <translation>Wählen Sie zuerst eine Kamera</translation>
    </message>
    <message>
        <source>Choose a camera to begin.</source>
        <translation>Wählen Sie eine Kamera, um zu beginnen.</translation>
    </message>
    <message>
        <source>Choose another file than {name}.</source>
        <translation>Wählen Sie eine andere Datei als {name}.</translation>
    </message>
    <message>
        <source>Choose another one in its place.</source>
        <translation>Wählen Sie an seiner Stelle ein anderes.</translation>
    </message>
    <message>
        <source>Choose another one than {login}.</source>
        <translation>Wählen Sie einen anderen als {login}.</translation>
    </message>
    <message>
        <source>Choose it again to see it once more.</source>
        <translation>Wählen Sie es noch einmal, um es wieder zu sehen.</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation>Wählen Sie eine davon.</translation>
    </message>
    <message>
        <source>Choose other movements for people who cannot make all of them</source>
        <translation>Andere Bewegungen für Personen wählen, die nicht alle machen können</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Clear all photos</source>
        <translation>Alle Fotos entfernen</translation>
    </message>
    <message>
        <source>Click the face that you want to compare.</source>
        <translation>Klicken Sie auf das Gesicht, das Sie vergleichen wollen.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the mouth, without a smile.</source>
        <translation>Mund schließen, nicht lächeln.</translation>
    </message>
    <message>
        <source>Close the other program that uses it.</source>
        <translation>Schließen Sie das andere Programm, das sie benutzt.</translation>
    </message>
    <message>
        <source>Close the other program that uses {camera}.</source>
        <translation>Schließen Sie das andere Programm, das {camera} benutzt.</translation>
    </message>
    <message>
        <source>Close the video</source>
        <translation>Video schließen</translation>
    </message>
    <message>
        <source>Close this window and start the file; gallery and settings stay.</source>
        <translation>Schließen Sie dieses Fenster und starten Sie die Datei; Galerie und Einstellungen bleiben.</translation>
    </message>
    <message>
        <source>Close your eyes for a moment</source>
        <translation>Schließen Sie kurz die Augen</translation>
    </message>
    <message>
        <source>Close your mouth</source>
        <translation>Schließen Sie den Mund</translation>
    </message>
    <message>
        <source>Come closer</source>
        <translation>Kommen Sie näher</translation>
    </message>
    <message>
        <source>Come closer, or cut the picture tighter.</source>
        <translation>Näher kommen oder das Bild enger schneiden.</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Command, page or person</source>
        <translation>Befehl, Seite oder Person</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare more photos with these (Ctrl+O), or drop them here</source>
        <translation>Mehr Fotos mit diesen vergleichen (Strg+O) oder hier ablegen</translation>
    </message>
    <message>
        <source>Compare two drawn portraits</source>
        <translation>Zwei gezeichnete Porträts vergleichen</translation>
    </message>
    <message>
        <source>Comparing all with all…</source>
        <translation>Alle werden mit allen verglichen…</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen…</translation>
    </message>
    <message>
        <source>Comparison of many photos</source>
        <translation>Vergleich vieler Fotos</translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation>Rechnen auf</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Einwilligung</translation>
    </message>
    <message>
        <source>Consent ended</source>
        <translation>Einwilligung abgelaufen</translation>
    </message>
    <message>
        <source>Consent ends soon</source>
        <translation>Einwilligung endet bald</translation>
    </message>
    <message>
        <source>Consent ends soon {count}</source>
        <translation>Einwilligung endet bald {count}</translation>
    </message>
    <message>
        <source>Consent given</source>
        <translation>Einwilligung erteilt</translation>
    </message>
    <message>
        <source>Consent text added</source>
        <translation>Einwilligungstext hinzugefügt</translation>
    </message>
    <message>
        <source>Consent valid</source>
        <translation>Einwilligung gültig</translation>
    </message>
    <message>
        <source>Consent withdrawn</source>
        <translation>Einwilligung widerrufen</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>Vertrag</translation>
    </message>
    <message>
        <source>Convenient: whoever uses your account on this computer sees the gallery.</source>
        <translation>Bequem: Wer Ihr Konto auf diesem Computer benutzt, sieht die Galerie.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copies made before still open with the old one.</source>
        <translation>Ältere Kopien lassen sich weiter mit der alten öffnen.</translation>
    </message>
    <message>
        <source>Copies of the whole gallery, encrypted as it is and checked after they are written.</source>
        <translation>Kopien der ganzen Galerie, verschlüsselt wie sie selbst und nach dem Schreiben geprüft.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>Copy the evidence as text</source>
        <translation>Den Befund als Text kopieren</translation>
    </message>
    <message>
        <source>Copy the evidence as text (Ctrl+Shift+C)</source>
        <translation>Den Befund als Text kopieren (Strg+Umschalt+C)</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Corners of the mouth</source>
        <translation>Mundwinkel</translation>
    </message>
    <message>
        <source>Could not be used</source>
        <translation>Nicht verwendbar</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>Abgeschnitten</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Default: {value}</source>
        <translation>Vorgabe: {value}</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Diagnostics saved</source>
        <translation>Diagnose gespeichert</translation>
    </message>
    <message>
        <source>Different people below</source>
        <translation>Verschiedene Personen unter</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Distribution of scores</source>
        <translation>Verteilung der Werte</translation>
    </message>
    <message>
        <source>Do not tilt the head to a side.</source>
        <translation>Den Kopf nicht zur Seite neigen.</translation>
    </message>
    <message>
        <source>Do not watch</source>
        <translation>Nicht beobachten</translation>
    </message>
    <message>
        <source>Document and person</source>
        <translation>Ausweis und Person</translation>
    </message>
    <message>
        <source>Document rules kept</source>
        <translation>Regeln für Ausweise eingehalten</translation>
    </message>
    <message>
        <source>Does the camera see you?</source>
        <translation>Sieht die Kamera Sie?</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Done, thank you</source>
        <translation>Fertig, danke</translation>
    </message>
    <message>
        <source>Download to a folder…</source>
        <translation>In einen Ordner herunterladen…</translation>
    </message>
    <message>
        <source>Drop a folder, or any number of photos. Each is compared with every other, and photos of one person are put together.</source>
        <translation>Legen Sie einen Ordner oder beliebig viele Fotos ab. Jedes wird mit jedem verglichen, und Fotos einer Person kommen zusammen.</translation>
    </message>
    <message>
        <source>Drop photo {side} here</source>
        <translation>Foto {side} hier ablegen</translation>
    </message>
    <message>
        <source>Drop photos or a folder anywhere · paste with Ctrl+V · nothing leaves this computer</source>
        <translation>Fotos oder einen Ordner irgendwo ablegen · mit Strg+V einfügen · nichts verlässt diesen Computer</translation>
    </message>
    <message>
        <source>Drop the photo of the document here</source>
        <translation>Foto des Ausweises hier ablegen</translation>
    </message>
    <message>
        <source>Due for erasure since {day}: consent has ended.</source>
        <translation>Zur Löschung fällig seit {day}: Die Einwilligung ist abgelaufen.</translation>
    </message>
    <message>
        <source>Due for erasure since {day}: consent was withdrawn.</source>
        <translation>Zur Löschung fällig seit {day}: Die Einwilligung wurde widerrufen.</translation>
    </message>
    <message>
        <source>Due for erasure since {day}: it was ordered.</source>
        <translation>Zur Löschung fällig seit {day}: Sie wurde angeordnet.</translation>
    </message>
    <message>
        <source>Due for erasure since {day}: kept longer than the rules allow.</source>
        <translation>Zur Löschung fällig seit {day}: länger gespeichert, als die Regeln erlauben.</translation>
    </message>
    <message>
        <source>Due for erasure since {day}: there is no lawful basis.</source>
        <translation>Zur Löschung fällig seit {day}: Es gibt keine Rechtsgrundlage.</translation>
    </message>
    <message>
        <source>Due for erasure {count}</source>
        <translation>Zur Löschung fällig {count}</translation>
    </message>
    <message>
        <source>Each eye</source>
        <translation>Jedes Auge</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>Erfassen</translation>
    </message>
    <message>
        <source>Enrol another person</source>
        <translation>Weitere Person erfassen</translation>
    </message>
    <message>
        <source>Enrol somebody to begin one, or restore a backup.</source>
        <translation>Erfassen Sie jemanden, um eine zu beginnen, oder spielen Sie eine Sicherung ein.</translation>
    </message>
    <message>
        <source>Enrol somebody to begin.</source>
        <translation>Erfassen Sie jemanden, um zu beginnen.</translation>
    </message>
    <message>
        <source>Enrol the first person</source>
        <translation>Die erste Person erfassen</translation>
    </message>
    <message>
        <source>Enrol, compare and identify faces on your own computer. Apache License 2.0.</source>
        <translation>Gesichter auf dem eigenen Computer erfassen, vergleichen und erkennen. Apache License 2.0.</translation>
    </message>
    <message>
        <source>Enrolled</source>
        <translation>Erfasst</translation>
    </message>
    <message>
        <source>Enrolled {day}</source>
        <translation>Erfasst am {day}</translation>
    </message>
    <message>
        <source>Enrols, identifies, edits people and makes backups; erases nobody and changes no rule.</source>
        <translation>Erfasst, erkennt, bearbeitet Personen und legt Sicherungen an; löscht niemanden und ändert keine Regel.</translation>
    </message>
    <message>
        <source>Enter the password or the recovery code.</source>
        <translation>Geben Sie das Passwort oder den Wiederherstellungscode ein.</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Erase {name}?</source>
        <translation>{name} löschen?</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Erase…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Erasure ordered</source>
        <translation>Löschung angeordnet</translation>
    </message>
    <message>
        <source>Erasure proven</source>
        <translation>Löschung nachgewiesen</translation>
    </message>
    <message>
        <source>Erasure taken back</source>
        <translation>Löschung zurückgenommen</translation>
    </message>
    <message>
        <source>Even light</source>
        <translation>Gleichmäßiges Licht</translation>
    </message>
    <message>
        <source>Event of the audit log</source>
        <translation>Ereignis im Protokoll</translation>
    </message>
    <message>
        <source>Event {number} does not follow the one before it.</source>
        <translation>Ereignis {number} schließt nicht an das vorige an.</translation>
    </message>
    <message>
        <source>Event {number} is missing.</source>
        <translation>Ereignis {number} fehlt.</translation>
    </message>
    <message>
        <source>Event {number} was changed.</source>
        <translation>Ereignis {number} wurde geändert.</translation>
    </message>
    <message>
        <source>Event {number}: {why}. Keep the files and tell whoever is responsible for the data.</source>
        <translation>Ereignis {number}: {why}. Bewahren Sie die Dateien auf und sagen Sie es dem Verantwortlichen.</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Events are missing at the end, or an older gallery was put back.</source>
        <translation>Am Ende fehlen Ereignisse, oder eine ältere Galerie wurde zurückgespielt.</translation>
    </message>
    <message>
        <source>Every event and every record.</source>
        <translation>Jedes Ereignis und jeder Eintrag.</translation>
    </message>
    <message>
        <source>Everything can be erased</source>
        <translation>Alles lässt sich löschen</translation>
    </message>
    <message>
        <source>Everything is encrypted</source>
        <translation>Alles ist verschlüsselt</translation>
    </message>
    <message>
        <source>Everything stays here</source>
        <translation>Alles bleibt hier</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Evidence for {name}</source>
        <translation>Befund zu {name}</translation>
    </message>
    <message>
        <source>Evidence of each region</source>
        <translation>Befund jedes Bereichs</translation>
    </message>
    <message>
        <source>Evidence: {evidence}</source>
        <translation>Befund: {evidence}</translation>
    </message>
    <message>
        <source>Evidence…</source>
        <translation>Befund…</translation>
    </message>
    <message>
        <source>Exactly one face has to be in the picture.</source>
        <translation>Genau ein Gesicht muss im Bild sein.</translation>
    </message>
    <message>
        <source>Exchange the two photos (Ctrl+Shift+X)</source>
        <translation>Die beiden Fotos tauschen (Strg+Umschalt+X)</translation>
    </message>
    <message>
        <source>Export made</source>
        <translation>Export erstellt</translation>
    </message>
    <message>
        <source>Export the audit log</source>
        <translation>Protokoll exportieren</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exportiert</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>Exporte</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>Eyes</source>
        <translation>Augen</translation>
    </message>
    <message>
        <source>Eyes and nose</source>
        <translation>Augen und Nase</translation>
    </message>
    <message>
        <source>Eyes closed</source>
        <translation>Augen geschlossen</translation>
    </message>
    <message>
        <source>Eyes open</source>
        <translation>Augen offen</translation>
    </message>
    <message>
        <source>Eyes {n} px apart</source>
        <translation>Augenabstand {n} px</translation>
    </message>
    <message>
        <source>FMR</source>
        <translation>FMR</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Gesicht</translation>
    </message>
    <message>
        <source>Face comparison</source>
        <translation>Gesichtsvergleich</translation>
    </message>
    <message>
        <source>FaceID Desktop</source>
        <translation>FaceID Desktop</translation>
    </message>
    <message>
        <source>FaceID Desktop {version}</source>
        <translation>FaceID Desktop {version}</translation>
    </message>
    <message>
        <source>FaceID Desktop: recovery code</source>
        <translation>FaceID Desktop: Wiederherstellungscode</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>Gesichter</translation>
    </message>
    <message>
        <source>Facing the camera</source>
        <translation>Blick zur Kamera</translation>
    </message>
    <message>
        <source>Facing you</source>
        <translation>Von vorn</translation>
    </message>
    <message>
        <source>False alarms of searches</source>
        <translation>Fehlalarme bei Suchen</translation>
    </message>
    <message>
        <source>False match rate</source>
        <translation>Falschtrefferrate</translation>
    </message>
    <message>
        <source>False match rate at this score</source>
        <translation>Falschtrefferrate bei diesem Wert</translation>
    </message>
    <message>
        <source>False match rate: how often two different people look at least this much alike.</source>
        <translation>Falschtrefferrate: wie oft zwei verschiedene Personen mindestens so ähnlich aussehen.</translation>
    </message>
    <message>
        <source>False matches of comparisons</source>
        <translation>Falschtreffer bei Vergleichen</translation>
    </message>
    <message numerus="yes">
        <source>Fewer than %n good photos</source>
        <translation>
            <numerusform>Weniger als %Ln gutes Foto</numerusform>
            <numerusform>Weniger als %Ln gute Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Files searched</source>
        <translation>Durchsuchte Dateien</translation>
    </message>
    <message>
        <source>Files that were not imported</source>
        <translation>Nicht importierte Dateien</translation>
    </message>
    <message>
        <source>First and last name</source>
        <translation>Vor- und Nachname</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Folder for the certificates</source>
        <translation>Ordner für die Bescheinigungen</translation>
    </message>
    <message>
        <source>Folder with one folder for each person</source>
        <translation>Ordner mit einem Unterordner je Person</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Ordner…</translation>
    </message>
    <message>
        <source>From photos…</source>
        <translation>Aus Fotos…</translation>
    </message>
    <message>
        <source>From then on somebody has to log in, and everything is done in his name. The first account is an administrator&apos;s. A recovery code is shown afterwards.</source>
        <translation>Von da an muss sich jemand anmelden, und alles geschieht in dessen Namen. Das erste Konto ist das eines Administrators. Danach wird ein Wiederherstellungscode gezeigt.</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>GDPR BIPA data protection</source>
        <translation>DSGVO GDPR BIPA Datenschutz</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>Galerie</translation>
    </message>
    <message>
        <source>Gallery begun</source>
        <translation>Galerie begonnen</translation>
    </message>
    <message>
        <source>Gallery brought up to date</source>
        <translation>Galerie auf neuen Stand gebracht</translation>
    </message>
    <message>
        <source>Gallery locked</source>
        <translation>Galerie gesperrt</translation>
    </message>
    <message>
        <source>Gallery unlocked</source>
        <translation>Galerie entsperrt</translation>
    </message>
    <message>
        <source>Give {login} another password</source>
        <translation>{login} ein anderes Passwort geben</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Erteilt</translation>
    </message>
    <message>
        <source>Go farther away: there is no room around the head.</source>
        <translation>Weiter weggehen: Um den Kopf ist kein Platz.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Go on all the same</source>
        <translation>Trotzdem fortfahren</translation>
    </message>
    <message>
        <source>Go on to the check</source>
        <translation>Weiter zur Prüfung</translation>
    </message>
    <message>
        <source>Good frames so far</source>
        <translation>Gute Bilder bisher</translation>
    </message>
    <message>
        <source>Grace period of erasures</source>
        <translation>Karenzzeit von Löschungen</translation>
    </message>
    <message>
        <source>Grey zone</source>
        <translation>Graubereich</translation>
    </message>
    <message>
        <source>Group carefully</source>
        <translation>Vorsichtig gruppieren</translation>
    </message>
    <message>
        <source>Group like single pairs</source>
        <translation>Wie einzelne Paare gruppieren</translation>
    </message>
    <message>
        <source>Halves of the face</source>
        <translation>Gesichtshälften</translation>
    </message>
    <message>
        <source>Hash of the event</source>
        <translation>Hashwert des Ereignisses</translation>
    </message>
    <message>
        <source>He cannot log in any more. What he did stays in the audit log.</source>
        <translation>Die Person kann sich nicht mehr anmelden. Was sie tat, bleibt im Protokoll.</translation>
    </message>
    <message>
        <source>He logs in with this name and password.</source>
        <translation>Die Person meldet sich mit diesem Namen und Passwort an.</translation>
    </message>
    <message>
        <source>Head and hair</source>
        <translation>Kopf und Haare</translation>
    </message>
    <message>
        <source>Head level</source>
        <translation>Kopf nicht gehoben</translation>
    </message>
    <message>
        <source>Head upright</source>
        <translation>Kopf gerade</translation>
    </message>
    <message>
        <source>Height of the eyes</source>
        <translation>Höhe der Augen</translation>
    </message>
    <message>
        <source>Hide strangers</source>
        <translation>Fremde verbergen</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>Halten Sie still</translation>
    </message>
    <message>
        <source>Hold still: {good} of {wanted} good frames</source>
        <translation>Stillhalten: {good} von {wanted} guten Bildern</translation>
    </message>
    <message>
        <source>Hold the camera at the height of the eyes.</source>
        <translation>Die Kamera auf Augenhöhe halten.</translation>
    </message>
    <message>
        <source>Hold your head upright</source>
        <translation>Halten Sie den Kopf gerade</translation>
    </message>
    <message>
        <source>How far the download is</source>
        <translation>Wie weit das Herunterladen ist</translation>
    </message>
    <message>
        <source>How it was given</source>
        <translation>Wie sie erteilt wurde</translation>
    </message>
    <message>
        <source>How likely it was, before looking at the faces, that they are one person&apos;s. A half: even. 1 in 1,000: it could as well be any of a thousand people.</source>
        <translation>Wie wahrscheinlich es vor dem Blick auf die Gesichter war, dass sie einer Person gehören. Die Hälfte: gleich. 1 von 1.000: es könnte ebenso gut jeder von tausend sein.</translation>
    </message>
    <message>
        <source>How many times more likely the two photos are if they show one person, or two.</source>
        <translation>Wie viel wahrscheinlicher die beiden Fotos sind, wenn sie eine Person zeigen, oder wenn zwei.</translation>
    </message>
    <message>
        <source>How often two compared photos show one person. Only the shown probability uses it.</source>
        <translation>Wie oft zwei verglichene Fotos eine Person zeigen. Nur die angezeigte Wahrscheinlichkeit nutzt es.</translation>
    </message>
    <message>
        <source>How photos are grouped</source>
        <translation>Wie Fotos gruppiert werden</translation>
    </message>
    <message>
        <source>How the window looks and moves.</source>
        <translation>Wie das Fenster aussieht und sich bewegt.</translation>
    </message>
    <message>
        <source>I do not</source>
        <translation>Ich nicht</translation>
    </message>
    <message>
        <source>I have put it in a safe place</source>
        <translation>Ich habe ihn sicher verwahrt</translation>
    </message>
    <message>
        <source>I see a living person</source>
        <translation>Ich sehe eine lebende Person</translation>
    </message>
    <message>
        <source>I see this person alive before me</source>
        <translation>Ich sehe diese Person lebend vor mir</translation>
    </message>
    <message>
        <source>I want to erase {name}</source>
        <translation>Ich will {name} löschen</translation>
    </message>
    <message>
        <source>INTERIM</source>
        <translation>VORLÄUFIG</translation>
    </message>
    <message>
        <source>Identification</source>
        <translation>Erkennung</translation>
    </message>
    <message>
        <source>Identifications</source>
        <translation>Erkennungen</translation>
    </message>
    <message>
        <source>Identify</source>
        <translation>Erkennen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Import finished</source>
        <translation>Import beendet</translation>
    </message>
    <message>
        <source>Import people</source>
        <translation>Personen importieren</translation>
    </message>
    <message>
        <source>Import started</source>
        <translation>Import begonnen</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>In bans: at 0 the evidence points neither way, at -1 it is ten to one against.</source>
        <translation>In Ban: Bei 0 spricht der Befund für keine Seite, bei -1 steht es zehn zu eins dagegen.</translation>
    </message>
    <message>
        <source>In the middle, across</source>
        <translation>Seitlich in der Mitte</translation>
    </message>
    <message>
        <source>Inner face</source>
        <translation>Inneres Gesicht</translation>
    </message>
    <message>
        <source>Install it in a terminal: {command}</source>
        <translation>Installieren Sie es in einem Terminal: {command}</translation>
    </message>
    <message>
        <source>Install the extra “{extra}” ({module}).</source>
        <translation>Installieren Sie das Extra „{extra}“ ({module}).</translation>
    </message>
    <message>
        <source>Interim model</source>
        <translation>Vorläufiges Modell</translation>
    </message>
    <message>
        <source>Interim model: trained for a short time. Its verdicts are weaker than the final model&apos;s.</source>
        <translation>Vorläufiges Modell: nur kurz trainiert. Seine Urteile sind schwächer als die des endgültigen.</translation>
    </message>
    <message>
        <source>Interim: trained for a short time, so that the program can be tried.</source>
        <translation>Vorläufig: nur kurz trainiert, damit sich das Programm erproben lässt.</translation>
    </message>
    <message>
        <source>Is a living person there?</source>
        <translation>Ist eine lebende Person da?</translation>
    </message>
    <message>
        <source>Is this {name}?</source>
        <translation>Ist das {name}?</translation>
    </message>
    <message>
        <source>It compares photos, enrols people who agree to it, and recognises them before a camera. It always shows the evidence, and says so when it does not know.</source>
        <translation>Es vergleicht Fotos, erfasst Personen, die zustimmen, und erkennt sie vor einer Kamera. Es zeigt immer den Befund und sagt es, wenn es etwas nicht weiß.</translation>
    </message>
    <message>
        <source>It could not be asked whether there is a newer version</source>
        <translation>Es ließ sich nicht erfragen, ob es eine neuere Version gibt</translation>
    </message>
    <message>
        <source>It is chosen at the top right.</source>
        <translation>Sie wird oben rechts gewählt.</translation>
    </message>
    <message>
        <source>It is larger than announced, and was removed.</source>
        <translation>Es ist größer als angekündigt und wurde gelöscht.</translation>
    </message>
    <message>
        <source>It is no longer a photo of {name}. This can be undone.</source>
        <translation>Es ist dann kein Foto von {name} mehr. Das lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>It is not in the gallery any more.</source>
        <translation>Es ist nicht mehr in der Galerie.</translation>
    </message>
    <message>
        <source>It is {why}. Install nothing that it speaks of.</source>
        <translation>Sie ist {why}. Installieren Sie nichts, wovon sie spricht.</translation>
    </message>
    <message>
        <source>It may be damaged, or of a kind that this program does not know.</source>
        <translation>Es ist vielleicht beschädigt oder von einer Art, die dieses Programm nicht kennt.</translation>
    </message>
    <message>
        <source>It opens the gallery beside the ways that there are.</source>
        <translation>Sie öffnet die Galerie neben den Wegen, die es schon gibt.</translation>
    </message>
    <message>
        <source>It opens the gallery when every other way is lost. It is shown this once and stored nowhere. Print it, or write it down, and keep it where you keep important papers.</source>
        <translation>Er öffnet die Galerie, wenn alle anderen Wege verloren sind. Er wird nur dieses eine Mal gezeigt und nirgends gespeichert. Drucken Sie ihn oder schreiben Sie ihn auf, und verwahren Sie ihn bei Ihren wichtigen Papieren.</translation>
    </message>
    <message>
        <source>It was changed, is another gallery&apos;s, or none at all. Ask for the untouched file.</source>
        <translation>Sie wurde geändert, gehört zu einer anderen Galerie oder ist keine. Bitten Sie um die unveränderte Datei.</translation>
    </message>
    <message>
        <source>It would fetch {file}, {size}, from {host}. Nothing is installed by itself.</source>
        <translation>Geholt würde {file}, {size}, von {host}. Nichts wird von selbst installiert.</translation>
    </message>
    <message>
        <source>Its SHA-256 is not the announced one; it was removed.</source>
        <translation>Seine SHA-256-Prüfsumme ist nicht die angekündigte; es wurde gelöscht.</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON-Zeilen</translation>
    </message>
    <message>
        <source>Keep it with your important papers, not beside the computer.</source>
        <translation>Verwahren Sie ihn bei Ihren wichtigen Papieren, nicht neben dem Computer.</translation>
    </message>
    <message>
        <source>Keep people for</source>
        <translation>Personen behalten</translation>
    </message>
    <message>
        <source>Keep sightings for</source>
        <translation>Sichtungen behalten</translation>
    </message>
    <message>
        <source>Keep this face: {caption}</source>
        <translation>Dieses Gesicht behalten: {caption}</translation>
    </message>
    <message>
        <source>Key added</source>
        <translation>Schlüssel hinzugefügt</translation>
    </message>
    <message>
        <source>Key removed</source>
        <translation>Schlüssel entfernt</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Kind of events</source>
        <translation>Art der Ereignisse</translation>
    </message>
    <message>
        <source>Kind of secret</source>
        <translation>Art des Geheimnisses</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Lawful basis</source>
        <translation>Rechtsgrundlage</translation>
    </message>
    <message>
        <source>Leave less room above the head.</source>
        <translation>Über dem Kopf weniger Platz lassen.</translation>
    </message>
    <message>
        <source>Leave more room above the head.</source>
        <translation>Über dem Kopf mehr Platz lassen.</translation>
    </message>
    <message>
        <source>Legal obligation</source>
        <translation>Rechtliche Verpflichtung</translation>
    </message>
    <message>
        <source>Legitimate interest</source>
        <translation>Berechtigtes Interesse</translation>
    </message>
    <message>
        <source>Less light, please</source>
        <translation>Weniger Licht, bitte</translation>
    </message>
    <message>
        <source>Let this computer open it</source>
        <translation>Diesen Computer sie öffnen lassen</translation>
    </message>
    <message>
        <source>Licence of the weights</source>
        <translation>Lizenz der Gewichte</translation>
    </message>
    <message>
        <source>Licence of the weights…</source>
        <translation>Lizenz der Gewichte…</translation>
    </message>
    <message>
        <source>Licence: {licence}.</source>
        <translation>Lizenz: {licence}.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Licences…</source>
        <translation>Lizenzen…</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Like nobody else here</source>
        <translation>Ähnelt hier niemandem</translation>
    </message>
    <message>
        <source>Likely before looking</source>
        <translation>Vorher wahrscheinlich</translation>
    </message>
    <message>
        <source>Likely different</source>
        <translation>Wahrscheinlich verschieden</translation>
    </message>
    <message>
        <source>Likely different people</source>
        <translation>Wahrscheinlich verschiedene Personen</translation>
    </message>
    <message>
        <source>Likely same</source>
        <translation>Wahrscheinlich gleich</translation>
    </message>
    <message>
        <source>Likely the same person</source>
        <translation>Wahrscheinlich dieselbe Person</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>Gekoppelt</translation>
    </message>
    <message>
        <source>Liveness</source>
        <translation>Lebenderkennung</translation>
    </message>
    <message>
        <source>Loading models…</source>
        <translation>Modelle werden geladen…</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Lock or unlock the gallery</source>
        <translation>Galerie sperren oder entsperren</translation>
    </message>
    <message>
        <source>Lock or unlock the gallery (Ctrl+Alt+L)</source>
        <translation>Galerie sperren oder entsperren (Strg+Alt+L)</translation>
    </message>
    <message>
        <source>Lock the gallery</source>
        <translation>Galerie sperren</translation>
    </message>
    <message>
        <source>Lock when idle for</source>
        <translation>Sperren bei Untätigkeit nach</translation>
    </message>
    <message>
        <source>Lock when the computer sleeps</source>
        <translation>Sperren, wenn der Computer schläft</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Anmeldename</translation>
    </message>
    <message>
        <source>Login and password</source>
        <translation>Anmeldename und Passwort</translation>
    </message>
    <message>
        <source>Login failed</source>
        <translation>Anmeldung gescheitert</translation>
    </message>
    <message>
        <source>Logins</source>
        <translation>Anmeldungen</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Look at both faces from close by (double click, mouse wheel, + and -)</source>
        <translation>Beide Gesichter von nahem ansehen (Doppelklick, Mausrad, + und -)</translation>
    </message>
    <message>
        <source>Look at the faces on the right, then save.</source>
        <translation>Sehen Sie sich rechts die Gesichter an und speichern Sie.</translation>
    </message>
    <message>
        <source>Look down</source>
        <translation>Sehen Sie nach unten</translation>
    </message>
    <message>
        <source>Look down slowly</source>
        <translation>Sehen Sie langsam nach unten</translation>
    </message>
    <message>
        <source>Look for a newer version</source>
        <translation>Nach einer neueren Version suchen</translation>
    </message>
    <message>
        <source>Look for newer versions</source>
        <translation>Nach neueren Versionen suchen</translation>
    </message>
    <message>
        <source>Look into the camera</source>
        <translation>Sehen Sie in die Kamera</translation>
    </message>
    <message>
        <source>Look straight ahead</source>
        <translation>Sehen Sie geradeaus</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>Sehen Sie nach oben</translation>
    </message>
    <message>
        <source>Look up slowly</source>
        <translation>Sehen Sie langsam nach oben</translation>
    </message>
    <message>
        <source>Look-alike decided</source>
        <translation>Ähnliche Person entschieden</translation>
    </message>
    <message>
        <source>Look-alikes</source>
        <translation>Ähnliche</translation>
    </message>
    <message>
        <source>Looking for a newer version failed</source>
        <translation>Die Suche nach einer neueren Version ist gescheitert</translation>
    </message>
    <message>
        <source>Looking for faces…</source>
        <translation>Gesichter werden gesucht…</translation>
    </message>
    <message>
        <source>Looking for people who look alike…</source>
        <translation>Ähnliche Personen werden gesucht…</translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>Fotos werden gesucht…</translation>
    </message>
    <message>
        <source>Looking into {name}…</source>
        <translation>{name} wird durchgesehen…</translation>
    </message>
    <message>
        <source>Looking through {name}…</source>
        <translation>{name} wird durchgesehen…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird betrachtet…</translation>
    </message>
    <message>
        <source>Low contrast</source>
        <translation>Wenig Kontrast</translation>
    </message>
    <message>
        <source>Lower face</source>
        <translation>Untere Gesichtshälfte</translation>
    </message>
    <message>
        <source>Made by FaceID Desktop. Evidence for a person to weigh, not proof of identity.</source>
        <translation>Erstellt mit FaceID Desktop. Ein Befund, den ein Mensch abwägt, kein Beweis der Identität.</translation>
    </message>
    <message>
        <source>Made on {day}.</source>
        <translation>Erstellt am {day}.</translation>
    </message>
    <message>
        <source>Made when the gallery is opened and the last one is that old.</source>
        <translation>Wird beim Öffnen der Galerie angelegt, wenn die letzte so alt ist.</translation>
    </message>
    <message>
        <source>Make a recovery code…</source>
        <translation>Wiederherstellungscode erstellen…</translation>
    </message>
    <message>
        <source>Make somebody else administrator first.</source>
        <translation>Machen Sie zuerst jemand anderen zum Administrator.</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Manual (F1)</source>
        <translation>Handbuch (F1)</translation>
    </message>
    <message>
        <source>Many photos</source>
        <translation>Viele Fotos</translation>
    </message>
    <message>
        <source>May do everything.</source>
        <translation>Darf alles.</translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>Gemessen an</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Vereinen</translation>
    </message>
    <message>
        <source>Merge {name} into …</source>
        <translation>{name} vereinen mit …</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>Vereinen…</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <source>Model card…</source>
        <translation>Modellkarte…</translation>
    </message>
    <message>
        <source>Model switched</source>
        <translation>Modell gewechselt</translation>
    </message>
    <message>
        <source>Model {id}</source>
        <translation>Modell {id}</translation>
    </message>
    <message>
        <source>Model {id} · {when}</source>
        <translation>Modell {id} · {when}</translation>
    </message>
    <message>
        <source>More light, please</source>
        <translation>Mehr Licht, bitte</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Mouth</source>
        <translation>Mund</translation>
    </message>
    <message>
        <source>Mouth closed</source>
        <translation>Mund geschlossen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Move back a little</source>
        <translation>Gehen Sie etwas zurück</translation>
    </message>
    <message>
        <source>Move the face to the middle of the picture.</source>
        <translation>Das Gesicht in die Bildmitte rücken.</translation>
    </message>
    <message>
        <source>Move the photo to …</source>
        <translation>Das Foto verschieben zu …</translation>
    </message>
    <message>
        <source>Move to another person…</source>
        <translation>Zu anderer Person…</translation>
    </message>
    <message>
        <source>Move to the middle</source>
        <translation>Kommen Sie in die Mitte</translation>
    </message>
    <message>
        <source>Movements of the liveness check</source>
        <translation>Bewegungen der Lebenderkennung</translation>
    </message>
    <message>
        <source>NOW AND BEFORE</source>
        <translation>JETZT UND ZUVOR</translation>
    </message>
    <message>
        <source>NVIDIA GPU</source>
        <translation>NVIDIA-GPU</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name, reference and tags are as they were.</source>
        <translation>Name, Kennung und Stichwörter sind wieder wie zuvor.</translation>
    </message>
    <message>
        <source>Names, photos and templates are encrypted. Enter what opens them.</source>
        <translation>Namen, Fotos und Templates sind verschlüsselt. Geben Sie ein, was sie öffnet.</translation>
    </message>
    <message>
        <source>Names, photos and templates are encrypted. What should open them?</source>
        <translation>Namen, Fotos und Templates sind verschlüsselt. Was soll sie öffnen?</translation>
    </message>
    <message>
        <source>Names, photos and templates, with a key that is yours.</source>
        <translation>Namen, Fotos und Templates, mit einem Schlüssel, der Ihnen gehört.</translation>
    </message>
    <message>
        <source>Network address…</source>
        <translation>Netzwerkadresse…</translation>
    </message>
    <message>
        <source>Network camera</source>
        <translation>Netzwerkkamera</translation>
    </message>
    <message>
        <source>New templates: {done} of {total}</source>
        <translation>Neue Templates: {done} von {total}</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>No GPU, no cameras, default settings; the gallery opens with Ctrl+Alt+L.</source>
        <translation>Ohne GPU, Kameras und eigene Einstellungen; die Galerie öffnet sich mit Strg+Alt+L.</translation>
    </message>
    <message>
        <source>No backup was made</source>
        <translation>Keine Sicherung angelegt</translation>
    </message>
    <message>
        <source>No camera was found. Plug one in.</source>
        <translation>Keine Kamera gefunden. Schließen Sie eine an.</translation>
    </message>
    <message>
        <source>No cloud, no account. Nothing leaves this computer.</source>
        <translation>Keine Cloud, kein Konto. Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>No consent</source>
        <translation>Keine Einwilligung</translation>
    </message>
    <message>
        <source>No face found</source>
        <translation>Kein Gesicht gefunden</translation>
    </message>
    <message>
        <source>No frame was good enough</source>
        <translation>Kein Bild war gut genug</translation>
    </message>
    <message>
        <source>No good photo</source>
        <translation>Kein gutes Foto</translation>
    </message>
    <message>
        <source>No living person was seen</source>
        <translation>Keine lebende Person gesehen</translation>
    </message>
    <message>
        <source>No model bundle in {path}. Install one there.</source>
        <translation>Kein Modellpaket in {path}. Installieren Sie dort eines.</translation>
    </message>
    <message>
        <source>No movement: my word for it</source>
        <translation>Keine Bewegung: mein Wort dafür</translation>
    </message>
    <message>
        <source>No package for the GPU is announced for this system.</source>
        <translation>Für dieses System ist kein Paket für die Grafikkarte angekündigt.</translation>
    </message>
    <message>
        <source>No photo could be used</source>
        <translation>Kein Foto war verwendbar</translation>
    </message>
    <message>
        <source>No score is enough for the rate that was set</source>
        <translation>Kein Wert genügt für die eingestellte Rate</translation>
    </message>
    <message>
        <source>No text came with this part. Its licence: {licence}</source>
        <translation>Diesem Teil lag kein Text bei. Seine Lizenz: {licence}</translation>
    </message>
    <message>
        <source>No valid consent {count}</source>
        <translation>Keine gültige Einwilligung {count}</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>Nobody enrolled looks alike.</source>
        <translation>Niemand Erfasstes sieht ähnlich aus.</translation>
    </message>
    <message>
        <source>Nobody fits</source>
        <translation>Niemand passt</translation>
    </message>
    <message>
        <source>Nobody is called so</source>
        <translation>Niemand heißt so</translation>
    </message>
    <message>
        <source>Nobody is enrolled yet</source>
        <translation>Noch ist niemand erfasst</translation>
    </message>
    <message>
        <source>Nobody is enrolled yet; faces are followed without a name.</source>
        <translation>Noch ist niemand erfasst; Gesichter werden ohne Namen verfolgt.</translation>
    </message>
    <message>
        <source>Nobody logs in. Whoever opens the gallery on this computer may do everything.</source>
        <translation>Niemand meldet sich an. Wer die Galerie auf diesem Computer öffnet, darf alles.</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Noch keine.</translation>
    </message>
    <message>
        <source>Nose</source>
        <translation>Nase</translation>
    </message>
    <message>
        <source>Nose and mouth</source>
        <translation>Nase und Mund</translation>
    </message>
    <message>
        <source>Not clear</source>
        <translation>Nicht eindeutig</translation>
    </message>
    <message>
        <source>Not clear either way</source>
        <translation>Nicht eindeutig</translation>
    </message>
    <message>
        <source>Not clear enough</source>
        <translation>Nicht klar genug</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Nicht erreicht</translation>
    </message>
    <message>
        <source>Not seen for a year</source>
        <translation>Seit einem Jahr nicht gesehen</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Anmerkungen</translation>
    </message>
    <message>
        <source>Nothing chosen yet</source>
        <translation>Noch nichts gewählt</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>Nothing is called so.</source>
        <translation>Nichts heißt so.</translation>
    </message>
    <message>
        <source>Nothing is called so. Try another word.</source>
        <translation>Nichts heißt so. Versuchen Sie ein anderes Wort.</translation>
    </message>
    <message>
        <source>Nothing is changed by a wrong one.</source>
        <translation>Ein falsches ändert nichts.</translation>
    </message>
    <message>
        <source>Nothing is encrypted anew for it.</source>
        <translation>Nichts wird dafür neu verschlüsselt.</translation>
    </message>
    <message>
        <source>Nothing is left in any file of this program.</source>
        <translation>In keiner Datei dieses Programms ist etwas übrig.</translation>
    </message>
    <message>
        <source>Nothing is recorded.</source>
        <translation>Nichts wird aufgezeichnet.</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Nichts rückgängig zu machen</translation>
    </message>
    <message>
        <source>Now and before</source>
        <translation>Jetzt und zuvor</translation>
    </message>
    <message>
        <source>Number in another system, if there is one</source>
        <translation>Nummer in anderem System</translation>
    </message>
    <message>
        <source>Of searches for people who are not enrolled, at most this share may give a name.</source>
        <translation>Von Suchen nach nicht erfassten Personen darf höchstens dieser Anteil einen Namen ergeben.</translation>
    </message>
    <message>
        <source>Of the whole window, from the moment you choose it.</source>
        <translation>Des ganzen Fensters, von der Auswahl an.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Older ones go by themselves.</source>
        <translation>Ältere verschwinden von selbst.</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>On paper, for when all else is lost.</source>
        <translation>Auf Papier, für den Fall, dass alles andere verloren ist.</translation>
    </message>
    <message>
        <source>Once a day the maker&apos;s page is asked. Nothing about you or the gallery is told.</source>
        <translation>Einmal am Tag wird die Seite des Herstellers gefragt. Über Sie oder die Galerie wird nichts mitgeteilt.</translation>
    </message>
    <message>
        <source>One face only, please</source>
        <translation>Nur ein Gesicht, bitte</translation>
    </message>
    <message>
        <source>One person only</source>
        <translation>Nur eine Person</translation>
    </message>
    <message>
        <source>One side is too dark</source>
        <translation>Eine Seite ist zu dunkel</translation>
    </message>
    <message>
        <source>One side of the face is darker: light it from the front.</source>
        <translation>Eine Seite des Gesichts ist dunkler: von vorn beleuchten.</translation>
    </message>
    <message>
        <source>Only the last operations on people can be taken back.</source>
        <translation>Nur die letzten Änderungen an Personen lassen sich zurücknehmen.</translation>
    </message>
    <message>
        <source>Only this computer can open it: add a passphrase or a recovery code.</source>
        <translation>Nur dieser Computer kann sie öffnen: Fügen Sie eine Passphrase oder einen Wiederherstellungscode hinzu.</translation>
    </message>
    <message>
        <source>Only when I ask</source>
        <translation>Nur, wenn ich frage</translation>
    </message>
    <message>
        <source>Open a folder of photos</source>
        <translation>Einen Ordner mit Fotos öffnen</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open a photo for side {side}</source>
        <translation>Ein Foto für Seite {side} öffnen</translation>
    </message>
    <message>
        <source>Open a video</source>
        <translation>Video öffnen</translation>
    </message>
    <message>
        <source>Open photo {side}</source>
        <translation>Foto {side} öffnen</translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation>Fotos öffnen</translation>
    </message>
    <message>
        <source>Open photos…</source>
        <translation>Fotos öffnen…</translation>
    </message>
    <message>
        <source>Open the cover of the camera or switch on a light.</source>
        <translation>Öffnen Sie die Abdeckung der Kamera oder machen Sie Licht.</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>Datenordner öffnen</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open the selected pair with all evidence (Enter)</source>
        <translation>Das gewählte Paar mit dem ganzen Befund öffnen (Eingabe)</translation>
    </message>
    <message>
        <source>Open your eyes</source>
        <translation>Öffnen Sie die Augen</translation>
    </message>
    <message>
        <source>Open your mouth</source>
        <translation>Öffnen Sie den Mund</translation>
    </message>
    <message>
        <source>Opening the camera…</source>
        <translation>Kamera wird geöffnet…</translation>
    </message>
    <message>
        <source>Opening the mouth only</source>
        <translation>Nur den Mund öffnen</translation>
    </message>
    <message>
        <source>Opening the video…</source>
        <translation>Video wird geöffnet…</translation>
    </message>
    <message>
        <source>Opening {camera}…</source>
        <translation>{camera} wird geöffnet…</translation>
    </message>
    <message>
        <source>Opens the gallery for whoever is logged in to your account.</source>
        <translation>Öffnet die Galerie für jeden, der an Ihrem Konto angemeldet ist.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>Operator added</source>
        <translation>Bediener hinzugefügt</translation>
    </message>
    <message>
        <source>Operator removed</source>
        <translation>Bediener entfernt</translation>
    </message>
    <message>
        <source>Operator {subject} was changed from outside.</source>
        <translation>Bediener {subject} wurde von außen geändert.</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>Operators and roles</source>
        <translation>Bediener und Rollen</translation>
    </message>
    <message>
        <source>Optional: photos and videos do as well. Nothing is recorded, and nobody is searched for.</source>
        <translation>Freiwillig: Fotos und Videos gehen auch. Nichts wird aufgezeichnet, und nach niemandem wird gesucht.</translation>
    </message>
    <message>
        <source>Ordered</source>
        <translation>Angeordnet</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>PDF PNG export</source>
        <translation>PDF PNG Export</translation>
    </message>
    <message>
        <source>PDF document</source>
        <translation>PDF-Dokument</translation>
    </message>
    <message>
        <source>PHOTOS</source>
        <translation>FOTOS</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>PNG-Bild</translation>
    </message>
    <message>
        <source>Page of the manual</source>
        <translation>Seite des Handbuchs</translation>
    </message>
    <message>
        <source>Pairs of one person</source>
        <translation>Paare einer Person</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Passphrase wiederholen</translation>
    </message>
    <message>
        <source>Passport photo…</source>
        <translation>Passfoto…</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>Passwort wiederholen</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>Passwort geändert</translation>
    </message>
    <message>
        <source>Password of {login}</source>
        <translation>Passwort von {login}</translation>
    </message>
    <message>
        <source>Password…</source>
        <translation>Passwort…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Paste a photo</source>
        <translation>Foto einfügen</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>People are kept in a gallery that is encrypted from the start. What should open it? You get a recovery code to print, for when all else is lost.</source>
        <translation>Personen stehen in einer Galerie, die von Anfang an verschlüsselt ist. Was soll sie öffnen? Sie erhalten einen Wiederherstellungscode zum Ausdrucken, für den Fall, dass alles andere verloren ist.</translation>
    </message>
    <message>
        <source>People as a table</source>
        <translation>Personen als Tabelle</translation>
    </message>
    <message>
        <source>People found</source>
        <translation>Gefundene Personen</translation>
    </message>
    <message>
        <source>People that would be imported</source>
        <translation>Personen, die importiert würden</translation>
    </message>
    <message>
        <source>People who look alike</source>
        <translation>Personen, die ähnlich aussehen</translation>
    </message>
    <message>
        <source>Perhaps already enrolled</source>
        <translation>Vielleicht schon erfasst</translation>
    </message>
    <message>
        <source>Perhaps already enrolled as {name}</source>
        <translation>Vielleicht schon erfasst als {name}</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Person before the camera</source>
        <translation>Person vor der Kamera</translation>
    </message>
    <message>
        <source>Person enrolled</source>
        <translation>Person erfasst</translation>
    </message>
    <message>
        <source>Person erased</source>
        <translation>Person gelöscht</translation>
    </message>
    <message>
        <source>Person renamed</source>
        <translation>Person umbenannt</translation>
    </message>
    <message>
        <source>Person split</source>
        <translation>Person aufgeteilt</translation>
    </message>
    <message>
        <source>Person {number}</source>
        <translation>Person {number}</translation>
    </message>
    <message>
        <source>Person {subject} is gone without an erasure.</source>
        <translation>Person {subject} ist ohne Löschung verschwunden.</translation>
    </message>
    <message>
        <source>Person {subject} was changed from outside.</source>
        <translation>Person {subject} wurde von außen geändert.</translation>
    </message>
    <message>
        <source>Persons merged</source>
        <translation>Personen vereint</translation>
    </message>
    <message>
        <source>Photo A</source>
        <translation>Foto A</translation>
    </message>
    <message>
        <source>Photo A: {name}</source>
        <translation>Foto A: {name}</translation>
    </message>
    <message>
        <source>Photo B</source>
        <translation>Foto B</translation>
    </message>
    <message>
        <source>Photo B: {name}</source>
        <translation>Foto B: {name}</translation>
    </message>
    <message>
        <source>Photo moved</source>
        <translation>Foto verschoben</translation>
    </message>
    <message>
        <source>Photo removed</source>
        <translation>Foto entfernt</translation>
    </message>
    <message>
        <source>Photo {side}</source>
        <translation>Foto {side}</translation>
    </message>
    <message>
        <source>Photo {side} is being analysed</source>
        <translation>Foto {side} wird ausgewertet</translation>
    </message>
    <message>
        <source>Photo {side}: {why}</source>
        <translation>Foto {side}: {why}</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Photos added</source>
        <translation>Fotos hinzugefügt</translation>
    </message>
    <message>
        <source>Photos are grouped where the evidence, averaged over all pairs, is at least {limit}.</source>
        <translation>Fotos kommen in eine Gruppe, wenn der Befund im Mittel aller Paare mindestens {limit} beträgt.</translation>
    </message>
    <message>
        <source>Photos of any quality</source>
        <translation>Fotos jeder Güte</translation>
    </message>
    <message>
        <source>Photos of this person</source>
        <translation>Fotos dieser Person</translation>
    </message>
    <message>
        <source>Photos, templates, consent, sightings and the key are destroyed, in the gallery and in its backups. This cannot be taken back.</source>
        <translation>Fotos, Templates, Einwilligung, Sichtungen und der Schlüssel werden vernichtet, in der Galerie und in ihren Sicherungen. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Picture of the camera</source>
        <translation>Bild der Kamera</translation>
    </message>
    <message>
        <source>Picture on a web page</source>
        <translation>Bild von einer Webseite</translation>
    </message>
    <message>
        <source>Plain background</source>
        <translation>Einfarbiger Hintergrund</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Plug in {camera}, or choose another one.</source>
        <translation>Schließen Sie {camera} an oder wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>Plug in {camera}; the picture comes back by itself.</source>
        <translation>Schließen Sie {camera} an; das Bild kommt von selbst wieder.</translation>
    </message>
    <message>
        <source>Plug it in again; the picture comes back by itself.</source>
        <translation>Schließen Sie sie wieder an; das Bild kommt von selbst zurück.</translation>
    </message>
    <message>
        <source>Plug it in, or choose another camera.</source>
        <translation>Schließen Sie sie an oder wählen Sie eine andere Kamera.</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken…</translation>
    </message>
    <message>
        <source>Privacy and gallery</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Probability after looking</source>
        <translation>Wahrscheinlichkeit danach</translation>
    </message>
    <message>
        <source>Probability, if {odds} pairs match</source>
        <translation>Wahrscheinlichkeit, wenn {odds} Paaren passt</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Fortschritt des Imports</translation>
    </message>
    <message>
        <source>Protects copies of the gallery, not this disk: the key lies on it.</source>
        <translation>Schützt Kopien der Galerie, nicht diese Festplatte: Der Schlüssel liegt darauf.</translation>
    </message>
    <message>
        <source>Public task</source>
        <translation>Öffentliche Aufgabe</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Zweck</translation>
    </message>
    <message>
        <source>Put this notice away</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Quit and start the program as usual to have this page again.</source>
        <translation>Beenden Sie das Programm und starten Sie es wie gewohnt, um diese Seite wieder zu haben.</translation>
    </message>
    <message>
        <source>Read aloud and agreed</source>
        <translation>Vorgelesen und zugestimmt</translation>
    </message>
    <message>
        <source>Read and agreed on screen</source>
        <translation>Am Bildschirm bestätigt</translation>
    </message>
    <message>
        <source>Reading the evidence</source>
        <translation>Den Befund lesen</translation>
    </message>
    <message>
        <source>Reads and exports the audit log; sees no faces.</source>
        <translation>Liest und exportiert das Protokoll; sieht keine Gesichter.</translation>
    </message>
    <message>
        <source>Recent photos</source>
        <translation>Letzte Fotos</translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation>Erkennung</translation>
    </message>
    <message>
        <source>Recognition at this desk</source>
        <translation>Erkennung an diesem Arbeitsplatz</translation>
    </message>
    <message>
        <source>Record a new one for {person}.</source>
        <translation>Halten Sie für {person} eine neue fest.</translation>
    </message>
    <message>
        <source>Record of {name}</source>
        <translation>Akte von {name}</translation>
    </message>
    <message>
        <source>Record strangers too</source>
        <translation>Auch Fremde aufzeichnen</translation>
    </message>
    <message>
        <source>Record the consent before you enrol {person}.</source>
        <translation>Halten Sie die Einwilligung fest, bevor Sie {person} erfassen.</translation>
    </message>
    <message>
        <source>Record who was seen</source>
        <translation>Aufzeichnen, wer gesehen wurde</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>Akte…</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Wiederherstellungscode</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>Reduziert</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove all accounts</source>
        <translation>Alle Konten entfernen</translation>
    </message>
    <message>
        <source>Remove all photos (Ctrl+L)</source>
        <translation>Alle Fotos entfernen (Strg+L)</translation>
    </message>
    <message>
        <source>Remove photo {side}</source>
        <translation>Foto {side} entfernen</translation>
    </message>
    <message>
        <source>Remove tag</source>
        <translation>Stichwort nehmen</translation>
    </message>
    <message>
        <source>Remove the photo {name}</source>
        <translation>Das Foto {name} entfernen</translation>
    </message>
    <message>
        <source>Remove the photos</source>
        <translation>Fotos entfernen</translation>
    </message>
    <message>
        <source>Remove this photo</source>
        <translation>Dieses Foto entfernen</translation>
    </message>
    <message>
        <source>Remove this way into the gallery?</source>
        <translation>Diesen Weg in die Galerie entfernen?</translation>
    </message>
    <message>
        <source>Remove {login}</source>
        <translation>{login} entfernen</translation>
    </message>
    <message>
        <source>Remove {login}?</source>
        <translation>{login} entfernen?</translation>
    </message>
    <message>
        <source>Remove {way}</source>
        <translation>{way} entfernen</translation>
    </message>
    <message>
        <source>Removes all accounts; nobody has to log in any more</source>
        <translation>Entfernt alle Konten; niemand muss sich mehr anmelden</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <source>Require</source>
        <translation>Verlangen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset {title} to {value}</source>
        <translation>{title} auf {value} zurücksetzen</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Einspielen</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung einspielen</translation>
    </message>
    <message>
        <source>Restore a backup and look into the audit log.</source>
        <translation>Spielen Sie eine Sicherung ein und sehen Sie ins Protokoll.</translation>
    </message>
    <message>
        <source>Restore a backup. The file was left untouched.</source>
        <translation>Spielen Sie eine Sicherung ein. Die Datei blieb unangetastet.</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>Sicherung einspielen…</translation>
    </message>
    <message>
        <source>Restore the backup of {when}</source>
        <translation>Die Sicherung vom {when} einspielen</translation>
    </message>
    <message>
        <source>Restore the backup “{what}”?</source>
        <translation>Die Sicherung „{what}“ einspielen?</translation>
    </message>
    <message>
        <source>Restored: {people}.</source>
        <translation>Eingespielt: {people}.</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Einspielen…</translation>
    </message>
    <message>
        <source>Restoring…</source>
        <translation>Wird eingespielt…</translation>
    </message>
    <message>
        <source>Retention carried out</source>
        <translation>Aufbewahrungsregeln ausgeführt</translation>
    </message>
    <message>
        <source>Review and save</source>
        <translation>Prüfen und speichern</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Role changed</source>
        <translation>Rolle geändert</translation>
    </message>
    <message>
        <source>Role of {login}</source>
        <translation>Rolle von {login}</translation>
    </message>
    <message>
        <source>Round each eye</source>
        <translation>Um jedes Auge</translation>
    </message>
    <message>
        <source>Rule changed</source>
        <translation>Regel geändert</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Rules for document photos</source>
        <translation>Regeln für Ausweisfotos</translation>
    </message>
    <message>
        <source>Runs on {device}</source>
        <translation>Läuft auf {device}</translation>
    </message>
    <message>
        <source>Runs on {device}.</source>
        <translation>Läuft auf {device}.</translation>
    </message>
    <message>
        <source>STEP 1 OF 3 · PERSON AND CONSENT</source>
        <translation>SCHRITT 1 VON 3 · PERSON UND EINWILLIGUNG</translation>
    </message>
    <message>
        <source>STEP 2 OF 3 · CAPTURE</source>
        <translation>SCHRITT 2 VON 3 · AUFNAHME</translation>
    </message>
    <message>
        <source>STEP 3 OF 3 · REVIEW</source>
        <translation>SCHRITT 3 VON 3 · PRÜFUNG</translation>
    </message>
    <message>
        <source>Safe mode</source>
        <translation>Abgesicherter Modus</translation>
    </message>
    <message>
        <source>Safe mode: what you change here is forgotten at the end.</source>
        <translation>Abgesicherter Modus: Was Sie hier ändern, ist am Ende vergessen.</translation>
    </message>
    <message>
        <source>Safer: a stolen computer or disk does not give the faces away.</source>
        <translation>Sicherer: Ein gestohlener Computer oder Datenträger gibt die Gesichter nicht preis.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save all pairs as a table, or a report with the groups (Ctrl+S)</source>
        <translation>Alle Paare als Tabelle oder einen Bericht mit den Gruppen speichern (Strg+S)</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Als CSV speichern…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Als PDF speichern…</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Änderungen speichern</translation>
    </message>
    <message>
        <source>Save diagnostics</source>
        <translation>Diagnose speichern</translation>
    </message>
    <message>
        <source>Save diagnostics…</source>
        <translation>Diagnose speichern…</translation>
    </message>
    <message>
        <source>Save face</source>
        <translation>Gesicht speichern</translation>
    </message>
    <message>
        <source>Save face…</source>
        <translation>Gesicht speichern…</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <source>Save table…</source>
        <translation>Tabelle speichern…</translation>
    </message>
    <message>
        <source>Save the certificate</source>
        <translation>Bescheinigung speichern</translation>
    </message>
    <message>
        <source>Save the certificates…</source>
        <translation>Bescheinigungen speichern…</translation>
    </message>
    <message>
        <source>Save the certificate…</source>
        <translation>Bescheinigung speichern…</translation>
    </message>
    <message>
        <source>Save the evidence as PDF or PNG (Ctrl+S), or drag it elsewhere</source>
        <translation>Den Befund als PDF oder PNG speichern (Strg+S) oder ihn anderswohin ziehen</translation>
    </message>
    <message>
        <source>Save the recovery code</source>
        <translation>Wiederherstellungscode speichern</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Save the timeline</source>
        <translation>Zeitleiste speichern</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Gespeichert als {name}</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>{name} gespeichert</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>Say first that the code is in a safe place. It cannot be shown again.</source>
        <translation>Bestätigen Sie zuerst, dass der Code sicher verwahrt ist. Er lässt sich nicht noch einmal zeigen.</translation>
    </message>
    <message>
        <source>Scores in the shaded band, the grey zone, are called not clear either way.</source>
        <translation>Werte im schattierten Bereich, dem Graubereich, heißen „nicht eindeutig“.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search by name, reference or tag</source>
        <translation>Name, Kennung, Stichwort</translation>
    </message>
    <message>
        <source>Search file names</source>
        <translation>Dateinamen suchen</translation>
    </message>
    <message>
        <source>Search for another name or tag.</source>
        <translation>Suchen Sie nach einem anderen Namen oder Stichwort.</translation>
    </message>
    <message>
        <source>Search people</source>
        <translation>Personen suchen</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen suchen</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>See a comparison with two drawn portraits of nobody, or enrol the first person. F1 opens the manual anywhere, Ctrl+K finds every command.</source>
        <translation>Sehen Sie einen Vergleich mit zwei gezeichneten Porträts von niemandem, oder erfassen Sie die erste Person. F1 öffnet überall das Handbuch, Strg+K findet jeden Befehl.</translation>
    </message>
    <message>
        <source>See what would be fetched</source>
        <translation>Zeigen, was geholt würde</translation>
    </message>
    <message>
        <source>Seen at any time</source>
        <translation>Irgendwann gesehen</translation>
    </message>
    <message>
        <source>Seen just now by {camera}</source>
        <translation>Soeben von {camera} gesehen</translation>
    </message>
    <message>
        <source>Seen since yesterday</source>
        <translation>Seit gestern gesehen</translation>
    </message>
    <message>
        <source>Seen within 30 days</source>
        <translation>In 30 Tagen gesehen</translation>
    </message>
    <message>
        <source>Seen within 7 days</source>
        <translation>In 7 Tagen gesehen</translation>
    </message>
    <message>
        <source>Set up the key</source>
        <translation>Schlüssel einrichten</translation>
    </message>
    <message>
        <source>Set up the key…</source>
        <translation>Schlüssel einrichten…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settings and keys</source>
        <translation>Einstellungen und Schlüssel</translation>
    </message>
    <message>
        <source>Settings of the section</source>
        <translation>Einstellungen des Bereichs</translation>
    </message>
    <message>
        <source>Share of the video that is analysed</source>
        <translation>Ausgewerteter Anteil des Videos</translation>
    </message>
    <message>
        <source>Sharp</source>
        <translation>Scharf</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>Schärfe</translation>
    </message>
    <message>
        <source>Show it in its folder</source>
        <translation>In seinem Ordner zeigen</translation>
    </message>
    <message>
        <source>Show pairs with this verdict</source>
        <translation>Paare mit diesem Urteil zeigen</translation>
    </message>
    <message>
        <source>Show person</source>
        <translation>Person zeigen</translation>
    </message>
    <message>
        <source>Show the 68 points that were found</source>
        <translation>Die 68 gefundenen Punkte zeigen</translation>
    </message>
    <message>
        <source>Show the pairs of all photos again</source>
        <translation>Wieder die Paare aller Fotos zeigen</translation>
    </message>
    <message>
        <source>Show the parts of the face that the model looks at</source>
        <translation>Die Teile des Gesichts zeigen, die das Modell betrachtet</translation>
    </message>
    <message>
        <source>Show the whole photos again (0)</source>
        <translation>Wieder die ganzen Fotos zeigen (0)</translation>
    </message>
    <message>
        <source>Show which parts speak for one person (blue) and which against (orange, hatched)</source>
        <translation>Zeigen, welche Teile für eine Person sprechen (blau) und welche dagegen (orange, schraffiert)</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Sightings erased</source>
        <translation>Sichtungen gelöscht</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Signed on paper</source>
        <translation>Auf Papier unterschrieben</translation>
    </message>
    <message>
        <source>Since {day}.</source>
        <translation>Seit {day}.</translation>
    </message>
    <message>
        <source>Single-user mode</source>
        <translation>Einzelbenutzer</translation>
    </message>
    <message>
        <source>Size of the head</source>
        <translation>Größe des Kopfes</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Skip the check</source>
        <translation>Prüfung überspringen</translation>
    </message>
    <message>
        <source>So long an ordered erasure can be taken back; nobody is matched with the person.</source>
        <translation>So lange lässt sich eine angeordnete Löschung zurücknehmen; die Person wird nicht erkannt.</translation>
    </message>
    <message>
        <source>Somebody has to stay administrator</source>
        <translation>Jemand muss Administrator bleiben</translation>
    </message>
    <message>
        <source>Something could not be reached; it is named below.</source>
        <translation>Etwas war nicht erreichbar; es steht unten.</translation>
    </message>
    <message>
        <source>Something could not be reached; the certificates name it.</source>
        <translation>Etwas war nicht erreichbar; die Bescheinigungen nennen es.</translation>
    </message>
    <message>
        <source>Something is left in {where}.</source>
        <translation>In {where} ist etwas übrig.</translation>
    </message>
    <message>
        <source>Something was changed from outside. The Audit page says what.</source>
        <translation>Etwas wurde von außen geändert. Die Seite „Protokoll“ sagt, was.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program</source>
        <translation>Im Programm ist etwas schiefgegangen</translation>
    </message>
    <message>
        <source>Staff, visitor …</source>
        <translation>Personal, Besuch …</translation>
    </message>
    <message>
        <source>Stand before a plain, light wall.</source>
        <translation>Vor eine einfarbige, helle Wand stellen.</translation>
    </message>
    <message>
        <source>Start again in safe mode</source>
        <translation>Im abgesicherten Modus neu starten</translation>
    </message>
    <message>
        <source>Start camera</source>
        <translation>Kamera starten</translation>
    </message>
    <message>
        <source>Start in safe mode</source>
        <translation>Im abgesicherten Modus starten</translation>
    </message>
    <message>
        <source>Start the camera</source>
        <translation>Kamera starten</translation>
    </message>
    <message>
        <source>Start the camera; the best of a few good frames is compared with the document.</source>
        <translation>Starten Sie die Kamera; das beste von einigen guten Bildern wird mit dem Ausweis verglichen.</translation>
    </message>
    <message>
        <source>Step {n} of {total}</source>
        <translation>Schritt {n} von {total}</translation>
    </message>
    <message>
        <source>Still loading.</source>
        <translation>Wird noch geladen.</translation>
    </message>
    <message>
        <source>Stillness</source>
        <translation>Ruhe</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopped. What has arrived is kept: download to the same folder to go on.</source>
        <translation>Angehalten. Was angekommen ist, bleibt: Laden Sie in denselben Ordner herunter, um fortzufahren.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Tauschen</translation>
    </message>
    <message>
        <source>Swap the photos</source>
        <translation>Fotos tauschen</translation>
    </message>
    <message>
        <source>Swap the two photos</source>
        <translation>Die beiden Fotos tauschen</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Table of all pairs</source>
        <translation>Tabelle aller Paare</translation>
    </message>
    <message>
        <source>Table of photos</source>
        <translation>Tabelle der Fotos</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Table…</source>
        <translation>Tabelle…</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Stichwort</translation>
    </message>
    <message>
        <source>Tag for everybody who is chosen</source>
        <translation>Stichwort für alle Gewählten</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Tags changed</source>
        <translation>Stichwörter geändert</translation>
    </message>
    <message>
        <source>Take a better picture.</source>
        <translation>Machen Sie ein besseres Bild.</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Takes effect at the next start</source>
        <translation>Gilt ab dem nächsten Start</translation>
    </message>
    <message>
        <source>Tell when this person is seen</source>
        <translation>Melden, wenn diese Person gesehen wird</translation>
    </message>
    <message>
        <source>Templates made anew</source>
        <translation>Templates neu erstellt</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>Text der Lizenz</translation>
    </message>
    <message>
        <source>That is not the right secret</source>
        <translation>Das ist nicht das richtige Geheimnis</translation>
    </message>
    <message>
        <source>The added photos are removed again.</source>
        <translation>Die hinzugefügten Fotos sind wieder entfernt.</translation>
    </message>
    <message>
        <source>The aligned face; drag it into another program or a folder</source>
        <translation>Das ausgerichtete Gesicht; ziehen Sie es in ein anderes Programm oder einen Ordner</translation>
    </message>
    <message>
        <source>The audit log does not hold</source>
        <translation>Das Protokoll stimmt nicht</translation>
    </message>
    <message>
        <source>The audit log holds</source>
        <translation>Das Protokoll stimmt</translation>
    </message>
    <message>
        <source>The bundle has no such file.</source>
        <translation>Das Paket enthält diese Datei nicht.</translation>
    </message>
    <message>
        <source>The camera gives no picture</source>
        <translation>Die Kamera liefert kein Bild</translation>
    </message>
    <message>
        <source>The camera is in use</source>
        <translation>Die Kamera ist in Benutzung</translation>
    </message>
    <message>
        <source>The camera is off</source>
        <translation>Die Kamera ist aus</translation>
    </message>
    <message>
        <source>The camera may not be used</source>
        <translation>Die Kamera darf nicht benutzt werden</translation>
    </message>
    <message>
        <source>The camera was unplugged</source>
        <translation>Die Kamera wurde abgezogen</translation>
    </message>
    <message>
        <source>The camera works. No face is found yet: look at it, with light on your face.</source>
        <translation>Die Kamera funktioniert. Noch ist kein Gesicht zu finden: Sehen Sie hinein, mit Licht im Gesicht.</translation>
    </message>
    <message>
        <source>The cameras of this computer, and whether they give a picture.</source>
        <translation>Die Kameras dieses Computers und ob sie ein Bild liefern.</translation>
    </message>
    <message>
        <source>The change was not saved</source>
        <translation>Die Änderung wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>The check was not passed</source>
        <translation>Die Prüfung wurde nicht bestanden</translation>
    </message>
    <message>
        <source>The colours of the window. High contrast is for eyes that need it.</source>
        <translation>Die Farben des Fensters. Hoher Kontrast hilft Augen, die ihn brauchen.</translation>
    </message>
    <message>
        <source>The consent is not valid</source>
        <translation>Die Einwilligung ist nicht gültig</translation>
    </message>
    <message>
        <source>The copy {where} could not be rewritten.</source>
        <translation>Die Kopie {where} konnte nicht neu geschrieben werden.</translation>
    </message>
    <message>
        <source>The disk has no room to rewrite {where}.</source>
        <translation>Auf der Festplatte ist kein Platz, um {where} neu zu schreiben.</translation>
    </message>
    <message>
        <source>The entry is whole again.</source>
        <translation>Der Eintrag ist wieder ganz.</translation>
    </message>
    <message>
        <source>The evidence is in the clipboard.</source>
        <translation>Der Befund liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>The eyes are closed. Use a picture with open eyes.</source>
        <translation>Die Augen sind geschlossen. Verwenden Sie ein Bild mit offenen Augen.</translation>
    </message>
    <message>
        <source>The face has little contrast. Use clearer light.</source>
        <translation>Das Gesicht hat wenig Kontrast. Sorgen Sie für klareres Licht.</translation>
    </message>
    <message>
        <source>The face is blurred. Use a sharper picture.</source>
        <translation>Das Gesicht ist unscharf. Verwenden Sie ein schärferes Bild.</translation>
    </message>
    <message>
        <source>The face is blurred: hold still, or set the focus.</source>
        <translation>Das Gesicht ist unscharf: stillhalten oder scharf stellen.</translation>
    </message>
    <message>
        <source>The face is overexposed. Use a darker picture.</source>
        <translation>Das Gesicht ist überbelichtet. Verwenden Sie ein dunkleres Bild.</translation>
    </message>
    <message>
        <source>The face is too bright.</source>
        <translation>Das Gesicht ist zu hell.</translation>
    </message>
    <message>
        <source>The face is too dark.</source>
        <translation>Das Gesicht ist zu dunkel.</translation>
    </message>
    <message>
        <source>The face is too dark. Use a brighter picture.</source>
        <translation>Das Gesicht ist zu dunkel. Verwenden Sie ein helleres Bild.</translation>
    </message>
    <message>
        <source>The face is too small. Use a larger picture.</source>
        <translation>Das Gesicht ist zu klein. Verwenden Sie ein größeres Bild.</translation>
    </message>
    <message>
        <source>The faces as the model saw them</source>
        <translation>Die Gesichter, wie das Modell sie sah</translation>
    </message>
    <message>
        <source>The file is cut off or damaged. Copy it again from where it came from.</source>
        <translation>Die Datei ist unvollständig oder beschädigt. Kopieren Sie sie noch einmal von ihrer Quelle.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The file {where} could not be searched.</source>
        <translation>Die Datei {where} konnte nicht durchsucht werden.</translation>
    </message>
    <message>
        <source>The first one is made when the gallery is next opened.</source>
        <translation>Die erste wird angelegt, wenn die Galerie das nächste Mal geöffnet wird.</translation>
    </message>
    <message>
        <source>The folder is made with the first person.</source>
        <translation>Der Ordner entsteht mit der ersten Person.</translation>
    </message>
    <message>
        <source>The gallery cannot be opened</source>
        <translation>Die Galerie lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>The gallery has its key. Others are added in the settings.</source>
        <translation>Die Galerie hat ihren Schlüssel. Weitere lassen sich in den Einstellungen hinzufügen.</translation>
    </message>
    <message>
        <source>The gallery is already open</source>
        <translation>Die Galerie ist schon geöffnet</translation>
    </message>
    <message>
        <source>The gallery is damaged</source>
        <translation>Die Galerie ist beschädigt</translation>
    </message>
    <message>
        <source>The gallery is locked</source>
        <translation>Die Galerie ist gesperrt</translation>
    </message>
    <message>
        <source>The gallery lies on a network drive</source>
        <translation>Die Galerie liegt auf einem Netzlaufwerk</translation>
    </message>
    <message>
        <source>The gallery needs a secret</source>
        <translation>Die Galerie braucht ein Geheimnis</translation>
    </message>
    <message>
        <source>The gallery opens once the models are loaded.</source>
        <translation>Die Galerie öffnet sich, sobald die Modelle geladen sind.</translation>
    </message>
    <message>
        <source>The graphics card is faster; without one the processor does it.</source>
        <translation>Die Grafikkarte ist schneller; ohne sie rechnet der Prozessor.</translation>
    </message>
    <message>
        <source>The head is tilted. Use a picture with the head upright and level.</source>
        <translation>Der Kopf ist geneigt. Verwenden Sie ein Bild mit aufrechtem, geradem Kopf.</translation>
    </message>
    <message>
        <source>The head is turned away. Use a picture from the front.</source>
        <translation>Der Kopf ist weggedreht. Verwenden Sie ein Bild von vorn.</translation>
    </message>
    <message>
        <source>The light should come from the front</source>
        <translation>Das Licht sollte von vorn kommen</translation>
    </message>
    <message>
        <source>The list cannot be read</source>
        <translation>Die Liste ist nicht lesbar</translation>
    </message>
    <message>
        <source>The list of erased persons cannot be trusted</source>
        <translation>Der Liste der gelöschten Personen ist nicht zu trauen</translation>
    </message>
    <message>
        <source>The list of erased persons was missing</source>
        <translation>Die Liste der gelöschten Personen fehlte</translation>
    </message>
    <message>
        <source>The list of pairs cannot be used</source>
        <translation>Die Liste der Paare ist nicht verwendbar</translation>
    </message>
    <message>
        <source>The log begins with the gallery.</source>
        <translation>Das Protokoll beginnt mit der Galerie.</translation>
    </message>
    <message>
        <source>The log does not know person {subject}.</source>
        <translation>Das Protokoll kennt die Person {subject} nicht.</translation>
    </message>
    <message>
        <source>The log was written anew, or an older gallery was worked on.</source>
        <translation>Das Protokoll wurde neu geschrieben, oder an einer älteren Galerie wurde gearbeitet.</translation>
    </message>
    <message>
        <source>The log&apos;s note was missing</source>
        <translation>Der Vermerk zum Protokoll fehlte</translation>
    </message>
    <message>
        <source>The models are damaged</source>
        <translation>Die Modelle sind beschädigt</translation>
    </message>
    <message>
        <source>The models are missing</source>
        <translation>Die Modelle fehlen</translation>
    </message>
    <message>
        <source>The models are still loading</source>
        <translation>Die Modelle werden noch geladen</translation>
    </message>
    <message>
        <source>The new one</source>
        <translation>Die neue</translation>
    </message>
    <message>
        <source>The new one again</source>
        <translation>Die neue noch einmal</translation>
    </message>
    <message>
        <source>The new person is removed again.</source>
        <translation>Die neue Person ist wieder entfernt.</translation>
    </message>
    <message>
        <source>The note on the end of the log is damaged.</source>
        <translation>Der Vermerk über das Ende des Protokolls ist beschädigt.</translation>
    </message>
    <message>
        <source>The note on the end of the log is gone; a cut end could not be seen.</source>
        <translation>Der Vermerk über das Ende des Protokolls ist fort; ein abgeschnittenes Ende wäre nicht zu sehen.</translation>
    </message>
    <message>
        <source>The package did not arrive whole</source>
        <translation>Das Paket ist nicht vollständig angekommen</translation>
    </message>
    <message>
        <source>The package {file} was refused</source>
        <translation>Das Paket {file} wurde abgelehnt</translation>
    </message>
    <message>
        <source>The page handed over only a link, and this program never downloads. Save the picture first.</source>
        <translation>Die Seite gab nur einen Link her, und dieses Programm lädt nie etwas herunter. Speichern Sie das Bild zuerst.</translation>
    </message>
    <message>
        <source>The password is too short</source>
        <translation>Das Passwort ist zu kurz</translation>
    </message>
    <message>
        <source>The person has read the text and agrees</source>
        <translation>Die Person hat den Text gelesen und stimmt zu</translation>
    </message>
    <message>
        <source>The photo</source>
        <translation>Das Foto</translation>
    </message>
    <message numerus="yes">
        <source>The photo has %n faces.</source>
        <translation>
            <numerusform>Das Foto hat %Ln Gesicht.</numerusform>
            <numerusform>Das Foto hat %Ln Gesichter.</numerusform>
        </translation>
    </message>
    <message>
        <source>The photo is back where it was.</source>
        <translation>Das Foto ist wieder, wo es war.</translation>
    </message>
    <message>
        <source>The photo is back.</source>
        <translation>Das Foto ist wieder da.</translation>
    </message>
    <message>
        <source>The photo is gone</source>
        <translation>Das Foto ist fort</translation>
    </message>
    <message>
        <source>The photo keeps all rules.</source>
        <translation>Das Foto hält alle Regeln ein.</translation>
    </message>
    <message>
        <source>The picture has too many pixels. Save a smaller copy.</source>
        <translation>Das Bild hat zu viele Pixel. Speichern Sie eine kleinere Kopie.</translation>
    </message>
    <message>
        <source>The picture is black</source>
        <translation>Das Bild ist schwarz</translation>
    </message>
    <message>
        <source>The picture is too small to hold a face.</source>
        <translation>Das Bild ist zu klein für ein Gesicht.</translation>
    </message>
    <message>
        <source>The picture stands still</source>
        <translation>Das Bild steht still</translation>
    </message>
    <message>
        <source>The present one</source>
        <translation>Die jetzige</translation>
    </message>
    <message>
        <source>The program, the licences of its parts, and help when something is wrong.</source>
        <translation>Das Programm, die Lizenzen seiner Teile und Hilfe, wenn etwas nicht stimmt.</translation>
    </message>
    <message>
        <source>The recording has too few frames in which the face is good enough.</source>
        <translation>Die Aufnahme hat zu wenige Bilder, in denen das Gesicht gut genug ist.</translation>
    </message>
    <message>
        <source>The report is ready now; drag it again.</source>
        <translation>Der Bericht ist jetzt fertig; ziehen Sie ihn noch einmal.</translation>
    </message>
    <message>
        <source>The rule {subject} was changed from outside.</source>
        <translation>Die Regel {subject} wurde von außen geändert.</translation>
    </message>
    <message>
        <source>The same before the camera of the Identify page.</source>
        <translation>Dasselbe vor der Kamera der Seite „Erkennen“.</translation>
    </message>
    <message>
        <source>The same in powers of ten: +3 is a thousand times.</source>
        <translation>Dasselbe in Zehnerpotenzen: +3 heißt tausendmal.</translation>
    </message>
    <message>
        <source>The same person: add these photos</source>
        <translation>Dieselbe Person: diese Fotos hinzufügen</translation>
    </message>
    <message>
        <source>The settings require a passed check. Enrol at the camera, or confirm it yourself.</source>
        <translation>Die Einstellungen verlangen eine bestandene Prüfung. Erfassen Sie vor der Kamera oder bestätigen Sie es selbst.</translation>
    </message>
    <message>
        <source>The signed announcement does not name it with an address.</source>
        <translation>Die signierte Ankündigung nennt es nicht mit einer Adresse.</translation>
    </message>
    <message>
        <source>The strongest pairs</source>
        <translation>Die stärksten Paare</translation>
    </message>
    <message>
        <source>The two are no longer noted as two people.</source>
        <translation>Die beiden sind nicht mehr als zwei Personen vermerkt.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Die beiden sind nicht gleich.</translation>
    </message>
    <message>
        <source>The two entries are separate again.</source>
        <translation>Die beiden Einträge sind wieder getrennt.</translation>
    </message>
    <message>
        <source>The video has ended</source>
        <translation>Das Video ist zu Ende</translation>
    </message>
    <message>
        <source>The watch list is as it was.</source>
        <translation>Die Beobachtungsliste ist wieder wie zuvor.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>There is no gallery yet</source>
        <translation>Es gibt noch keine Galerie</translation>
    </message>
    <message>
        <source>There is no gallery yet. It begins with the first person, or with its key.</source>
        <translation>Es gibt noch keine Galerie. Sie beginnt mit der ersten Person oder mit ihrem Schlüssel.</translation>
    </message>
    <message>
        <source>There is no open gallery.</source>
        <translation>Es ist keine Galerie geöffnet.</translation>
    </message>
    <message>
        <source>There is no picture in what was dropped or pasted.</source>
        <translation>Was abgelegt oder eingefügt wurde, enthält kein Bild.</translation>
    </message>
    <message>
        <source>There is no recovery code yet. Make one, or a lost secret loses the gallery.</source>
        <translation>Es gibt noch keinen Wiederherstellungscode. Erstellen Sie einen, sonst ist mit dem Geheimnis die Galerie verloren.</translation>
    </message>
    <message>
        <source>There is no room in the folder {name}</source>
        <translation>Im Ordner {name} ist kein Platz</translation>
    </message>
    <message>
        <source>There is no such camera</source>
        <translation>Diese Kamera gibt es nicht</translation>
    </message>
    <message>
        <source>There is no such face</source>
        <translation>Dieses Gesicht gibt es nicht</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no such operator</source>
        <translation>Diesen Bediener gibt es nicht</translation>
    </message>
    <message>
        <source>These faces do not seem to be of one person; choose those of the person to enrol.</source>
        <translation>Diese Gesichter scheinen nicht von einer Person zu sein; wählen Sie die der Person, die erfasst werden soll.</translation>
    </message>
    <message>
        <source>These faces were measured with two different models</source>
        <translation>Diese Gesichter wurden mit zwei verschiedenen Modellen gemessen</translation>
    </message>
    <message>
        <source>These two photos are [about as likely] if they show the same person as if they show two different people.</source>
        <translation>Diese beiden Fotos sind [etwa gleich wahrscheinlich], ob sie dieselbe Person zeigen oder zwei verschiedene.</translation>
    </message>
    <message>
        <source>These two photos are [{times} more likely] if they show the same person than if they show two different people.</source>
        <translation>Diese beiden Fotos sind [{times} so wahrscheinlich], wenn sie dieselbe Person zeigen, wie wenn sie zwei verschiedene zeigen.</translation>
    </message>
    <message>
        <source>These two photos are [{times} more likely] if they show two different people than if they show the same person.</source>
        <translation>Diese beiden Fotos sind [{times} so wahrscheinlich], wenn sie zwei verschiedene Personen zeigen, wie wenn sie dieselbe zeigen.</translation>
    </message>
    <message>
        <source>They are different people</source>
        <translation>Es sind verschiedene Personen</translation>
    </message>
    <message numerus="yes">
        <source>They take no part in matching from now on. In %n days everything is destroyed; until then it can be taken back.</source>
        <translation>
            <numerusform>Sie werden ab jetzt nicht mehr erkannt. In %Ln Tag wird alles vernichtet; bis dahin lässt es sich zurücknehmen.</numerusform>
            <numerusform>Sie werden ab jetzt nicht mehr erkannt. In %Ln Tagen wird alles vernichtet; bis dahin lässt es sich zurücknehmen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This build computes on the processor. The README says how to get one that uses the GPU.</source>
        <translation>Dieses Programm rechnet auf dem Prozessor. Die README sagt, wie man eines bekommt, das die Grafikkarte nutzt.</translation>
    </message>
    <message>
        <source>This build has nobody to ask: whoever gave it to you has newer ones.</source>
        <translation>Diese Ausgabe hat niemanden zu fragen: Wer sie Ihnen gab, hat neuere.</translation>
    </message>
    <message>
        <source>This build of the program does not look for updates</source>
        <translation>Diese Ausgabe des Programms sucht keine Aktualisierungen</translation>
    </message>
    <message>
        <source>This can take a few seconds.</source>
        <translation>Das kann einige Sekunden dauern.</translation>
    </message>
    <message>
        <source>This code opens the gallery when every other way to it is lost.</source>
        <translation>Dieser Code öffnet die Galerie, wenn jeder andere Weg verloren ist.</translation>
    </message>
    <message>
        <source>This computer opens it by itself</source>
        <translation>Dieser Computer öffnet sie von selbst</translation>
    </message>
    <message>
        <source>This computer&apos;s keyring</source>
        <translation>Der Schlüsselbund dieses Computers</translation>
    </message>
    <message>
        <source>This could not be measured.</source>
        <translation>Das ließ sich nicht messen.</translation>
    </message>
    <message>
        <source>This face is too poor to be enrolled</source>
        <translation>Dieses Gesicht ist zu schlecht, um erfasst zu werden</translation>
    </message>
    <message>
        <source>This face looks like {name}. Compare the two before you go on.</source>
        <translation>Dieses Gesicht ähnelt {name}. Vergleichen Sie die beiden, bevor Sie fortfahren.</translation>
    </message>
    <message>
        <source>This gallery needs a newer version</source>
        <translation>Diese Galerie braucht eine neuere Version</translation>
    </message>
    <message>
        <source>This is a folder or a device. Drop a photo instead.</source>
        <translation>Das ist ein Ordner oder ein Gerät. Legen Sie stattdessen ein Foto ab.</translation>
    </message>
    <message>
        <source>This is no genuine certificate</source>
        <translation>Das ist keine echte Bescheinigung</translation>
    </message>
    <message>
        <source>This is not a gallery</source>
        <translation>Das ist keine Galerie</translation>
    </message>
    <message>
        <source>This is not a picture. Use JPEG, PNG, WebP, BMP, TIFF or HEIC.</source>
        <translation>Das ist kein Bild. Verwenden Sie JPEG, PNG, WebP, BMP, TIFF oder HEIC.</translation>
    </message>
    <message>
        <source>This is not a whole backup</source>
        <translation>Das ist keine vollständige Sicherung</translation>
    </message>
    <message>
        <source>This is not a whole export</source>
        <translation>Das ist kein vollständiger Export</translation>
    </message>
    <message>
        <source>This is our mistake, not yours. The log file has the details.</source>
        <translation>Das ist unser Fehler, nicht Ihrer. Die Protokolldatei nennt Einzelheiten.</translation>
    </message>
    <message>
        <source>This is the last key of the gallery</source>
        <translation>Das ist der letzte Schlüssel der Galerie</translation>
    </message>
    <message>
        <source>This is the newest version.</source>
        <translation>Das ist die neueste Version.</translation>
    </message>
    <message>
        <source>This kind of picture is not supported. Save it as JPEG or PNG.</source>
        <translation>Diese Art von Bild wird nicht unterstützt. Speichern Sie es als JPEG oder PNG.</translation>
    </message>
    <message>
        <source>This login is taken</source>
        <translation>Dieser Anmeldename ist vergeben</translation>
    </message>
    <message>
        <source>This model was trained for a short time, so that the program can be tried.</source>
        <translation>Dieses Modell wurde nur kurz trainiert, damit sich das Programm erproben lässt.</translation>
    </message>
    <message>
        <source>This package computes on the processor. A larger one can use the GPU; nothing is fetched unless you say so.</source>
        <translation>Dieses Paket rechnet auf dem Prozessor. Ein größeres kann die Grafikkarte nutzen; geholt wird nichts, ohne dass Sie es sagen.</translation>
    </message>
    <message>
        <source>This pair lies at {share} % of the way from different people to the same person.</source>
        <translation>Dieses Paar liegt bei {share} % des Weges von verschiedenen Personen zu derselben Person.</translation>
    </message>
    <message>
        <source>This photo is already enrolled</source>
        <translation>Dieses Foto ist schon erfasst</translation>
    </message>
    <message>
        <source>This system has no printer service. Save the code as PDF instead.</source>
        <translation>Dieses System hat keinen Druckdienst. Speichern Sie den Code stattdessen als PDF.</translation>
    </message>
    <message>
        <source>Tilted</source>
        <translation>Geneigt</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Time of events</source>
        <translation>Zeit der Ereignisse</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Too bright</source>
        <translation>Zu hell</translation>
    </message>
    <message>
        <source>Too dark</source>
        <translation>Zu dunkel</translation>
    </message>
    <message>
        <source>Too many wrong attempts</source>
        <translation>Zu viele falsche Versuche</translation>
    </message>
    <message>
        <source>Too poor</source>
        <translation>Zu schlecht</translation>
    </message>
    <message>
        <source>Too poor to tell</source>
        <translation>Zu schlecht für ein Urteil</translation>
    </message>
    <message>
        <source>Too small</source>
        <translation>Zu klein</translation>
    </message>
    <message>
        <source>Traces found afterwards</source>
        <translation>Spuren danach</translation>
    </message>
    <message>
        <source>Traces found before</source>
        <translation>Spuren davor</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>Try again, or use the recovery code. Nothing was changed.</source>
        <translation>Versuchen Sie es noch einmal oder mit dem Wiederherstellungscode. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Try sample pictures</source>
        <translation>Beispielbilder ausprobieren</translation>
    </message>
    <message>
        <source>Turn slowly to the left</source>
        <translation>Drehen Sie sich langsam nach links</translation>
    </message>
    <message>
        <source>Turn slowly to the right</source>
        <translation>Drehen Sie sich langsam nach rechts</translation>
    </message>
    <message>
        <source>Turn the face straight to the camera.</source>
        <translation>Das Gesicht gerade zur Kamera richten.</translation>
    </message>
    <message>
        <source>Turn your head to the left</source>
        <translation>Drehen Sie den Kopf nach links</translation>
    </message>
    <message>
        <source>Turn your head to the right</source>
        <translation>Drehen Sie den Kopf nach rechts</translation>
    </message>
    <message>
        <source>Turned away</source>
        <translation>Weggedreht</translation>
    </message>
    <message>
        <source>Turned {n}° left</source>
        <translation>{n}° nach links gedreht</translation>
    </message>
    <message>
        <source>Turned {n}° right</source>
        <translation>{n}° nach rechts gedreht</translation>
    </message>
    <message>
        <source>Two different people look this much alike in {odds} comparisons.</source>
        <translation>Zwei verschiedene Personen sehen sich in {odds} Vergleichen so ähnlich.</translation>
    </message>
    <message>
        <source>Two persons told apart</source>
        <translation>Zwei Personen unterschieden</translation>
    </message>
    <message>
        <source>Two photos</source>
        <translation>Zwei Fotos</translation>
    </message>
    <message>
        <source>Two photos count as one person only if at most this share of strangers look as alike.</source>
        <translation>Zwei Fotos gelten nur dann als eine Person, wenn höchstens dieser Anteil Fremder so ähnlich aussieht.</translation>
    </message>
    <message>
        <source>Type a command, a page or a name</source>
        <translation>Befehl, Seite oder Namen eingeben</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Uncover your face</source>
        <translation>Machen Sie das Gesicht frei</translation>
    </message>
    <message>
        <source>Undo the last change to people</source>
        <translation>Die letzte Änderung an Personen zurücknehmen</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Rückgängig gemacht</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Unlock it to go on.</source>
        <translation>Entsperren Sie sie, um fortzufahren.</translation>
    </message>
    <message>
        <source>Unlock the gallery</source>
        <translation>Galerie entsperren</translation>
    </message>
    <message>
        <source>Unpack it anywhere and start AppRun in it; gallery and settings stay.</source>
        <translation>Entpacken Sie es an beliebiger Stelle und starten Sie darin AppRun; Galerie und Einstellungen bleiben.</translation>
    </message>
    <message>
        <source>Unplug it, or choose another camera.</source>
        <translation>Ziehen Sie sie ab oder wählen Sie eine andere Kamera.</translation>
    </message>
    <message>
        <source>Unplug {camera} and plug it in again.</source>
        <translation>Ziehen Sie {camera} ab und schließen Sie sie wieder an.</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>Aktualisierungen</translation>
    </message>
    <message>
        <source>Upper face</source>
        <translation>Obere Gesichtshälfte</translation>
    </message>
    <message>
        <source>Use a larger picture, or come closer.</source>
        <translation>Ein größeres Bild verwenden oder näher kommen.</translation>
    </message>
    <message>
        <source>Use a photo in which the whole face is visible and lit.</source>
        <translation>Verwenden Sie ein Foto, auf dem das ganze Gesicht sichtbar und beleuchtet ist.</translation>
    </message>
    <message>
        <source>Use a photo…</source>
        <translation>Foto nehmen…</translation>
    </message>
    <message>
        <source>Use an MP4, MOV, WebM, MKV or AVI file that other programs play.</source>
        <translation>Verwenden Sie eine MP4-, MOV-, WebM-, MKV- oder AVI-Datei, die andere Programme abspielen.</translation>
    </message>
    <message>
        <source>Use another photo.</source>
        <translation>Verwenden Sie ein anderes Foto.</translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n characters.</source>
        <translation>
            <numerusform>Verwenden Sie mindestens %Ln Zeichen.</numerusform>
            <numerusform>Verwenden Sie mindestens %Ln Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Version {version} is there: {page}</source>
        <translation>Version {version} ist da: {page}</translation>
    </message>
    <message>
        <source>Version {version} is there; this is {current}</source>
        <translation>Version {version} ist da; diese ist {current}</translation>
    </message>
    <message>
        <source>Versions, settings and the log without personal data, to send to whoever helps you</source>
        <translation>Versionen, Einstellungen und Protokoll ohne persönliche Daten, für den, der Ihnen hilft</translation>
    </message>
    <message>
        <source>Video file…</source>
        <translation>Videodatei…</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Videos</translation>
    </message>
    <message>
        <source>Vital interest</source>
        <translation>Lebenswichtiges Interesse</translation>
    </message>
    <message numerus="yes">
        <source>Wait %n seconds and try again.</source>
        <translation>
            <numerusform>Warten Sie %Ln Sekunde und versuchen Sie es noch einmal.</numerusform>
            <numerusform>Warten Sie %Ln Sekunden und versuchen Sie es noch einmal.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for the models…</source>
        <translation>Wartet auf die Modelle…</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>Watch list</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>Watch list changed</source>
        <translation>Beobachtungsliste geändert</translation>
    </message>
    <message>
        <source>Watch list {count}</source>
        <translation>Beobachtungsliste {count}</translation>
    </message>
    <message>
        <source>Watch list: {name}</source>
        <translation>Beobachtungsliste: {name}</translation>
    </message>
    <message>
        <source>Weakest pair: {evidence}</source>
        <translation>Schwächstes Paar: {evidence}</translation>
    </message>
    <message>
        <source>Weight of evidence</source>
        <translation>Gewicht des Befundes</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Welcome and set-up</source>
        <translation>Begrüßung und Einrichtung</translation>
    </message>
    <message>
        <source>Welcome to FaceID Desktop</source>
        <translation>Willkommen bei FaceID Desktop</translation>
    </message>
    <message>
        <source>Well lit</source>
        <translation>Gut beleuchtet</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What can be done</source>
        <translation>Was sich tun lässt</translation>
    </message>
    <message>
        <source>What documents ask of a photo, and what this one has</source>
        <translation>Was Ausweise von einem Foto verlangen und was dieses hat</translation>
    </message>
    <message>
        <source>What is grey belongs to the gallery.</source>
        <translation>Was grau ist, gehört zur Galerie.</translation>
    </message>
    <message>
        <source>What is kept, how long, and when the gallery locks. These rules belong to the gallery.</source>
        <translation>Was wie lange gespeichert wird und wann sich die Galerie sperrt. Diese Regeln gehören zur Galerie.</translation>
    </message>
    <message>
        <source>What is new, and where to get it: {address}</source>
        <translation>Was neu ist und woher es kommt: {address}</translation>
    </message>
    <message>
        <source>What is there</source>
        <translation>Was da ist</translation>
    </message>
    <message>
        <source>What opens the gallery. All of it is encrypted under one key; each of these is a way to it.</source>
        <translation>Was die Galerie öffnet. Alles ist mit einem Schlüssel verschlüsselt; jeder dieser Wege führt zu ihm.</translation>
    </message>
    <message numerus="yes">
        <source>What this program is made of: %n parts, each with the licence that its authors gave it.</source>
        <translation>
            <numerusform>Woraus dieses Programm besteht: %Ln Teil, mit der Lizenz, die ihm seine Autoren gaben.</numerusform>
            <numerusform>Woraus dieses Programm besteht: %Ln Teile, jeder mit der Lizenz, die ihm seine Autoren gaben.</numerusform>
        </translation>
    </message>
    <message>
        <source>What was pasted</source>
        <translation>Das Eingefügte</translation>
    </message>
    <message>
        <source>What you did is saved up to the last message that said so. You can go on, or start again in safe mode: without GPU, cameras and your settings.</source>
        <translation>Was Sie taten, ist gespeichert bis zur letzten Meldung, die das sagte. Sie können fortfahren oder im abgesicherten Modus neu starten: ohne GPU, Kameras und Ihre Einstellungen.</translation>
    </message>
    <message>
        <source>When something is wrong</source>
        <translation>Wenn etwas nicht stimmt</translation>
    </message>
    <message>
        <source>When there are more of its own, the oldest goes.</source>
        <translation>Gibt es mehr eigene, verschwindet die älteste.</translation>
    </message>
    <message>
        <source>When two faces count as one person, and what computes it.</source>
        <translation>Wann zwei Gesichter als eine Person gelten und was das berechnet.</translation>
    </message>
    <message>
        <source>Where the package is put</source>
        <translation>Wohin das Paket kommt</translation>
    </message>
    <message>
        <source>Whether a living person stands before the camera, or a picture of one.</source>
        <translation>Ob vor der Kamera ein lebender Mensch steht oder ein Bild von einem.</translation>
    </message>
    <message>
        <source>Whether a living person stands there is not checked here; look yourself.</source>
        <translation>Ob dort ein lebender Mensch steht, wird hier nicht geprüft; sehen Sie selbst hin.</translation>
    </message>
    <message>
        <source>Whether things on screen may glide and fade.</source>
        <translation>Ob Dinge auf dem Bildschirm gleiten und überblenden dürfen.</translation>
    </message>
    <message>
        <source>Which face?</source>
        <translation>Welches Gesicht?</translation>
    </message>
    <message>
        <source>Which version this is, and how a newer one comes.</source>
        <translation>Welche Version das ist und wie eine neuere kommt.</translation>
    </message>
    <message>
        <source>Who appears in it is shown below.</source>
        <translation>Wer darin erscheint, steht unten.</translation>
    </message>
    <message>
        <source>Who is the same person?</source>
        <translation>Wer ist dieselbe Person?</translation>
    </message>
    <message>
        <source>Who is to be enrolled?</source>
        <translation>Wer soll erfasst werden?</translation>
    </message>
    <message>
        <source>Who may log in, and what each of them may do.</source>
        <translation>Wer sich anmelden darf und was jeder tun darf.</translation>
    </message>
    <message>
        <source>Who shows this document?</source>
        <translation>Wer zeigt diesen Ausweis?</translation>
    </message>
    <message>
        <source>Whoever wakes it has to unlock the gallery.</source>
        <translation>Wer ihn weckt, muss die Galerie entsperren.</translation>
    </message>
    <message>
        <source>Whole</source>
        <translation>Ganz</translation>
    </message>
    <message>
        <source>Whole face</source>
        <translation>Ganzes Gesicht</translation>
    </message>
    <message>
        <source>With a certificate of what was found and removed.</source>
        <translation>Mit einer Bescheinigung darüber, was gefunden und entfernt wurde.</translation>
    </message>
    <message>
        <source>With its keyring, or a key file where it has none</source>
        <translation>Mit seinem Schlüsselbund oder, wo es keinen gibt, einer Schlüsseldatei</translation>
    </message>
    <message>
        <source>With {people}</source>
        <translation>Mit {people}</translation>
    </message>
    <message>
        <source>Withdrawn on {day} ({basis})</source>
        <translation>Widerrufen am {day} ({basis})</translation>
    </message>
    <message numerus="yes">
        <source>Within %n days</source>
        <translation>
            <numerusform>Innerhalb von %Ln Tag</numerusform>
            <numerusform>Innerhalb von %Ln Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Without closing the eyes</source>
        <translation>Ohne die Augen zu schließen</translation>
    </message>
    <message>
        <source>Without input the gallery locks, if it needs a passphrase or password to open.</source>
        <translation>Ohne Eingaben sperrt sich die Galerie, wenn sie eine Passphrase oder ein Passwort braucht.</translation>
    </message>
    <message>
        <source>Without turning the head</source>
        <translation>Ohne den Kopf zu drehen</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Write down when and where enrolled people were identified.</source>
        <translation>Festhalten, wann und wo erfasste Personen erkannt wurden.</translation>
    </message>
    <message>
        <source>Write the name and record the consent. Then the camera guides the person.</source>
        <translation>Schreiben Sie den Namen und halten Sie die Einwilligung fest. Dann führt die Kamera die Person.</translation>
    </message>
    <message>
        <source>You can add photos already; they are compared as soon as the models are ready.</source>
        <translation>Sie können schon Fotos hinzufügen; sie werden verglichen, sobald die Modelle bereit sind.</translation>
    </message>
    <message>
        <source>You get a verdict in plain words, how strong the evidence is, and how often two different people look this much alike.</source>
        <translation>Sie erhalten ein Urteil in klaren Worten, wie stark der Befund ist und wie oft zwei verschiedene Personen so ähnlich aussehen.</translation>
    </message>
    <message>
        <source>You have no permission to read the file.</source>
        <translation>Sie dürfen die Datei nicht lesen.</translation>
    </message>
    <message>
        <source>You may not do this</source>
        <translation>Das dürfen Sie nicht</translation>
    </message>
    <message>
        <source>Your data will lie in {folder}</source>
        <translation>Ihre Daten werden in {folder} liegen</translation>
    </message>
    <message>
        <source>Your recovery code</source>
        <translation>Ihr Wiederherstellungscode</translation>
    </message>
    <message>
        <source>Your role does not show the audit log.</source>
        <translation>Ihre Rolle zeigt das Protokoll nicht.</translation>
    </message>
    <message>
        <source>Zip file</source>
        <translation>Zip-Datei</translation>
    </message>
    <message>
        <source>Zoom and move both photos, to the same part of either face</source>
        <translation>Beide Fotos zusammen vergrößern und bewegen, zum selben Teil beider Gesichter</translation>
    </message>
    <message>
        <source>a second face was beside the first</source>
        <translation>neben dem ersten war ein zweites Gesicht</translation>
    </message>
    <message numerus="yes">
        <source>about %n minutes left</source>
        <translation>
            <numerusform>noch etwa %Ln Minute</numerusform>
            <numerusform>noch etwa %Ln Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n seconds left</source>
        <translation>
            <numerusform>noch etwa %Ln Sekunde</numerusform>
            <numerusform>noch etwa %Ln Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>about another program</source>
        <translation>über ein anderes Programm</translation>
    </message>
    <message>
        <source>about copyright</source>
        <translation>über Copyright Urheberrecht</translation>
    </message>
    <message>
        <source>about even</source>
        <translation>etwa gleich</translation>
    </message>
    <message>
        <source>about {n} times</source>
        <translation>etwa {n}-mal</translation>
    </message>
    <message>
        <source>above it</source>
        <translation>darüber</translation>
    </message>
    <message>
        <source>accounts login password administrator auditor user</source>
        <translation>Konten Anmeldung Passwort Administrator Prüfer Benutzer</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>after the capture</source>
        <translation>nach der Aufnahme</translation>
    </message>
    <message>
        <source>alert</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>an operator confirmed that a person was there</source>
        <translation>ein Bediener bestätigte, dass eine Person da war</translation>
    </message>
    <message>
        <source>animation</source>
        <translation>Animation</translation>
    </message>
    <message>
        <source>another movement was made than was asked for</source>
        <translation>es wurde eine andere Bewegung gemacht als verlangt</translation>
    </message>
    <message>
        <source>another person</source>
        <translation>eine andere Person</translation>
    </message>
    <message>
        <source>at that setting about {share} of searches for somebody with one photo find nobody</source>
        <translation>bei dieser Einstellung finden etwa {share} der Suchen nach jemandem mit einem Foto niemanden</translation>
    </message>
    <message>
        <source>auditor</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>automatic internet</source>
        <translation>automatisch Internet</translation>
    </message>
    <message>
        <source>basis</source>
        <translation>Grundlage</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>below it</source>
        <translation>darunter</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>verletzt</translation>
    </message>
    <message>
        <source>bug log support</source>
        <translation>Fehler Protokoll Hilfe</translation>
    </message>
    <message>
        <source>changed after it was signed</source>
        <translation>nach der Unterschrift geändert</translation>
    </message>
    <message>
        <source>check</source>
        <translation>prüfen</translation>
    </message>
    <message>
        <source>check not passed</source>
        <translation>Prüfung nicht bestanden</translation>
    </message>
    <message>
        <source>closer</source>
        <translation>näher</translation>
    </message>
    <message>
        <source>come closer, more light</source>
        <translation>näher kommen, mehr Licht</translation>
    </message>
    <message>
        <source>common</source>
        <translation>häufig</translation>
    </message>
    <message>
        <source>confirmed by you</source>
        <translation>von Ihnen bestätigt</translation>
    </message>
    <message>
        <source>consent</source>
        <translation>Einwilligung</translation>
    </message>
    <message>
        <source>consent ended {day}</source>
        <translation>Einwilligung endete {day}</translation>
    </message>
    <message>
        <source>consent given</source>
        <translation>Einwilligung erteilt</translation>
    </message>
    <message>
        <source>consent to {day}</source>
        <translation>Einwilligung bis {day}</translation>
    </message>
    <message>
        <source>consent withdrawn</source>
        <translation>Einwilligung widerrufen</translation>
    </message>
    <message>
        <source>covered</source>
        <translation>verdeckt</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>dark mode colours contrast night</source>
        <translation>Dunkelmodus Farben Kontrast Nacht</translation>
    </message>
    <message>
        <source>decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>delete undo</source>
        <translation>löschen rückgängig</translation>
    </message>
    <message>
        <source>different people</source>
        <translation>verschiedene Personen</translation>
    </message>
    <message>
        <source>done in a moment</source>
        <translation>gleich fertig</translation>
    </message>
    <message>
        <source>down</source>
        <translation>unten</translation>
    </message>
    <message>
        <source>due for erasure</source>
        <translation>zur Löschung fällig</translation>
    </message>
    <message>
        <source>ends</source>
        <translation>endet</translation>
    </message>
    <message>
        <source>entries refer to others that are not there</source>
        <translation>Einträge verweisen auf andere, die nicht da sind</translation>
    </message>
    <message>
        <source>erase after</source>
        <translation>löschen nach</translation>
    </message>
    <message>
        <source>erased again</source>
        <translation>erneut gelöscht</translation>
    </message>
    <message>
        <source>erased person</source>
        <translation>gelöschte Person</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>ever</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>exit close</source>
        <translation>beenden schließen</translation>
    </message>
    <message>
        <source>extremely strong support</source>
        <translation>äußerst starke Stützung</translation>
    </message>
    <message>
        <source>eyes closed</source>
        <translation>Augen geschlossen</translation>
    </message>
    <message>
        <source>face</source>
        <translation>gesicht</translation>
    </message>
    <message>
        <source>face {n} of {count} chosen</source>
        <translation>Gesicht {n} von {count} gewählt</translation>
    </message>
    <message>
        <source>face-comparison.pdf</source>
        <translation>gesichtsvergleich.pdf</translation>
    </message>
    <message>
        <source>face-pairs.csv</source>
        <translation>gesichtspaare.csv</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>first start</source>
        <translation>erster Start</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>front</source>
        <translation>vorn</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>gpu cpu cuda graphics card speed</source>
        <translation>gpu cpu cuda Grafikkarte Tempo Geschwindigkeit</translation>
    </message>
    <message>
        <source>help F1</source>
        <translation>Hilfe F1</translation>
    </message>
    <message>
        <source>identification threshold FPIR watch list alert</source>
        <translation>Identifikation Schwelle FPIR Beobachtungsliste Alarm</translation>
    </message>
    <message>
        <source>identified</source>
        <translation>erkannt</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>in grey</source>
        <translation>in Grau</translation>
    </message>
    <message>
        <source>in the folder</source>
        <translation>im Ordner</translation>
    </message>
    <message>
        <source>inside it</source>
        <translation>darin</translation>
    </message>
    <message>
        <source>it belongs to another gallery</source>
        <translation>sie gehört zu einer anderen Galerie</translation>
    </message>
    <message>
        <source>it could not be brought to this version&apos;s form</source>
        <translation>sie ließ sich nicht in die Form dieser Version bringen</translation>
    </message>
    <message>
        <source>it does not say which gallery it is</source>
        <translation>sie sagt nicht, welche Galerie sie ist</translation>
    </message>
    <message>
        <source>it is a database of another application</source>
        <translation>sie ist eine Datenbank eines anderen Programms</translation>
    </message>
    <message>
        <source>it is not a database</source>
        <translation>sie ist keine Datenbank</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>sie ist keine Datei</translation>
    </message>
    <message>
        <source>keep looking</source>
        <translation>weiter hinsehen</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>eingehalten</translation>
    </message>
    <message>
        <source>kept elsewhere</source>
        <translation>anderswo aufbewahrt</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>key file</source>
        <translation>Schlüsseldatei</translation>
    </message>
    <message>
        <source>keyring</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>later</source>
        <translation>später</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>left over</source>
        <translation>übrig</translation>
    </message>
    <message>
        <source>less than {n} %</source>
        <translation>weniger als {n} %</translation>
    </message>
    <message>
        <source>licence licences diagnostics log help manual</source>
        <translation>Lizenz Lizenzen Diagnose Protokoll Hilfe Handbuch</translation>
    </message>
    <message>
        <source>light from behind</source>
        <translation>Licht von hinten</translation>
    </message>
    <message>
        <source>liveness</source>
        <translation>Lebenderkennung</translation>
    </message>
    <message>
        <source>look style</source>
        <translation>Aussehen Stil</translation>
    </message>
    <message>
        <source>looking</source>
        <translation>sucht</translation>
    </message>
    <message>
        <source>looks like a picture</source>
        <translation>sieht nach Bild aus</translation>
    </message>
    <message>
        <source>match</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>merged before</source>
        <translation>zuvor vereint</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>model bundle licence card accuracy</source>
        <translation>Modell Paket Lizenz Karte Genauigkeit</translation>
    </message>
    <message>
        <source>moderate support</source>
        <translation>mäßige Stützung</translation>
    </message>
    <message>
        <source>moderately strong support</source>
        <translation>mäßig starke Stützung</translation>
    </message>
    <message>
        <source>more than a trillion times</source>
        <translation>mehr als eine Billion Mal</translation>
    </message>
    <message>
        <source>more than {n} %</source>
        <translation>mehr als {n} %</translation>
    </message>
    <message>
        <source>mouth open</source>
        <translation>Mund offen</translation>
    </message>
    <message>
        <source>moving</source>
        <translation>in Bewegung</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>new person</source>
        <translation>neue Person</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>no consent</source>
        <translation>keine Einwilligung</translation>
    </message>
    <message>
        <source>no face</source>
        <translation>kein Gesicht</translation>
    </message>
    <message>
        <source>no support either way</source>
        <translation>keine Stützung</translation>
    </message>
    <message>
        <source>no template</source>
        <translation>kein Template</translation>
    </message>
    <message>
        <source>nobody fits</source>
        <translation>niemand passt</translation>
    </message>
    <message>
        <source>nobody is enrolled yet</source>
        <translation>noch ist niemand erfasst</translation>
    </message>
    <message>
        <source>none seen</source>
        <translation>keine gesehen</translation>
    </message>
    <message>
        <source>none, at once</source>
        <translation>keine, sofort</translation>
    </message>
    <message>
        <source>not checked for life</source>
        <translation>nicht auf Leben geprüft</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>noch nicht geprüft</translation>
    </message>
    <message>
        <source>not decided</source>
        <translation>nicht entschieden</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>not passed</source>
        <translation>nicht bestanden</translation>
    </message>
    <message>
        <source>of a form that this version does not know</source>
        <translation>von einer Form, die diese Version nicht kennt</translation>
    </message>
    <message>
        <source>older than one that was seen before</source>
        <translation>älter als eine, die schon gesehen wurde</translation>
    </message>
    <message>
        <source>operating point threshold FMR security</source>
        <translation>Arbeitspunkt Schwelle FMR Sicherheit</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>or click to choose, or Ctrl+V to paste</source>
        <translation>oder klicken, oder mit Strg+V einfügen</translation>
    </message>
    <message>
        <source>other</source>
        <translation>anderes</translation>
    </message>
    <message>
        <source>other person</source>
        <translation>andere Person</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>over a trillion</source>
        <translation>über eine Billion</translation>
    </message>
    <message>
        <source>page go to</source>
        <translation>Seite gehe zu</translation>
    </message>
    <message>
        <source>parts of the file do not fit together</source>
        <translation>Teile der Datei passen nicht zusammen</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>passphrase password recovery code keyring print encryption</source>
        <translation>Passphrase Passwort Wiederherstellungscode Schlüsselbund Druck Verschlüsselung</translation>
    </message>
    <message>
        <source>password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>people</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>photo of a photo replay</source>
        <translation>Foto vom Foto Wiedergabe</translation>
    </message>
    <message>
        <source>photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>prior probability</source>
        <translation>A-priori-Wahrscheinlichkeit Prior</translation>
    </message>
    <message>
        <source>rare</source>
        <translation>selten</translation>
    </message>
    <message>
        <source>rarer than 1 in {n}</source>
        <translation>seltener als 1 von {n}</translation>
    </message>
    <message>
        <source>records</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>recovery code</source>
        <translation>Wiederherstellungscode</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>restart</source>
        <translation>Neustart</translation>
    </message>
    <message>
        <source>restore copy</source>
        <translation>wiederherstellen Kopie</translation>
    </message>
    <message>
        <source>retention delete</source>
        <translation>Aufbewahrung löschen</translation>
    </message>
    <message>
        <source>retention delete years</source>
        <translation>Aufbewahrung löschen Jahre</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>same person</source>
        <translation>dieselbe Person</translation>
    </message>
    <message>
        <source>schedule automatic</source>
        <translation>Zeitplan automatisch</translation>
    </message>
    <message>
        <source>schedule number</source>
        <translation>Zeitplan Anzahl</translation>
    </message>
    <message>
        <source>seen alive</source>
        <translation>lebend gesehen</translation>
    </message>
    <message>
        <source>several faces</source>
        <translation>mehrere Gesichter</translation>
    </message>
    <message>
        <source>sighting</source>
        <translation>Sichtung</translation>
    </message>
    <message>
        <source>sightings</source>
        <translation>Sichtungen</translation>
    </message>
    <message>
        <source>sightings log</source>
        <translation>Sichtungen Protokoll</translation>
    </message>
    <message>
        <source>sightings unknown</source>
        <translation>Sichtungen Unbekannte</translation>
    </message>
    <message>
        <source>signed with another key</source>
        <translation>mit einem anderen Schlüssel unterschrieben</translation>
    </message>
    <message>
        <source>something in it was changed from outside</source>
        <translation>etwas darin wurde von außen geändert</translation>
    </message>
    <message>
        <source>spoof presentation attack</source>
        <translation>Täuschung Präsentationsangriff</translation>
    </message>
    <message>
        <source>statements</source>
        <translation>Erklärungen</translation>
    </message>
    <message>
        <source>step {step} of {steps}</source>
        <translation>Schritt {step} von {steps}</translation>
    </message>
    <message>
        <source>stopped before the end</source>
        <translation>vor dem Ende angehalten</translation>
    </message>
    <message>
        <source>strong support</source>
        <translation>starke Stützung</translation>
    </message>
    <message>
        <source>suspend lid security</source>
        <translation>Ruhezustand Deckel Sicherheit</translation>
    </message>
    <message>
        <source>take back</source>
        <translation>zurücknehmen</translation>
    </message>
    <message>
        <source>text {version}</source>
        <translation>Text {version}</translation>
    </message>
    <message>
        <source>the face is not the one that began</source>
        <translation>das Gesicht ist nicht das, mit dem es begann</translation>
    </message>
    <message>
        <source>the face jumped as no head can</source>
        <translation>das Gesicht sprang, wie es kein Kopf kann</translation>
    </message>
    <message>
        <source>the face looks like a picture on a screen</source>
        <translation>das Gesicht sieht aus wie ein Bild auf einem Bildschirm</translation>
    </message>
    <message>
        <source>the face looks like a printed picture</source>
        <translation>das Gesicht sieht aus wie ein gedrucktes Bild</translation>
    </message>
    <message>
        <source>the face was out of sight</source>
        <translation>das Gesicht war außer Sicht</translation>
    </message>
    <message>
        <source>the file is cut short</source>
        <translation>die Datei ist abgeschnitten</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>the head or mouth moved before it was asked to</source>
        <translation>Kopf oder Mund bewegten sich, bevor es verlangt war</translation>
    </message>
    <message>
        <source>the movement began before anybody could have reacted</source>
        <translation>die Bewegung begann, bevor jemand hätte reagieren können</translation>
    </message>
    <message>
        <source>the movement did not come in time</source>
        <translation>die Bewegung kam nicht rechtzeitig</translation>
    </message>
    <message>
        <source>the operator did not confirm that a person was there</source>
        <translation>der Bediener bestätigte nicht, dass eine Person da war</translation>
    </message>
    <message>
        <source>the same person</source>
        <translation>dieselbe Person</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>diese Datei gibt es nicht</translation>
    </message>
    <message>
        <source>this pair</source>
        <translation>dieses Paar</translation>
    </message>
    <message>
        <source>this pair, beyond the plot</source>
        <translation>dieses Paar, außerhalb des Bildes</translation>
    </message>
    <message>
        <source>threshold grey zone likelihood ratio</source>
        <translation>Schwelle Graubereich Likelihood-Quotient</translation>
    </message>
    <message>
        <source>tilted</source>
        <translation>geneigt</translation>
    </message>
    <message>
        <source>timeout security</source>
        <translation>Zeitsperre Sicherheit</translation>
    </message>
    <message>
        <source>times</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>to</source>
        <translation>zu</translation>
    </message>
    <message>
        <source>too bright</source>
        <translation>zu hell</translation>
    </message>
    <message>
        <source>too dark</source>
        <translation>zu dunkel</translation>
    </message>
    <message>
        <source>too far</source>
        <translation>zu weit weg</translation>
    </message>
    <message>
        <source>too few pictures came from the camera</source>
        <translation>von der Kamera kamen zu wenige Bilder</translation>
    </message>
    <message>
        <source>too few pictures show a face</source>
        <translation>zu wenige Bilder zeigen ein Gesicht</translation>
    </message>
    <message>
        <source>too near</source>
        <translation>zu nah</translation>
    </message>
    <message>
        <source>too poor</source>
        <translation>zu schlecht</translation>
    </message>
    <message>
        <source>traces</source>
        <translation>Spuren</translation>
    </message>
    <message>
        <source>turned</source>
        <translation>weggedreht</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>uneven light</source>
        <translation>ungleiches Licht</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>bis {day}</translation>
    </message>
    <message>
        <source>up</source>
        <translation>oben</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>version upgrade</source>
        <translation>Version Upgrade</translation>
    </message>
    <message>
        <source>very strong support</source>
        <translation>sehr starke Stützung</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>watch list</source>
        <translation>Beobachtungsliste</translation>
    </message>
    <message>
        <source>way</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>weak support</source>
        <translation>schwache Stützung</translation>
    </message>
    <message>
        <source>webcam test check</source>
        <translation>Webcam Test Prüfung</translation>
    </message>
    <message>
        <source>what</source>
        <translation>was</translation>
    </message>
    <message>
        <source>wider</source>
        <translation>weiter</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>your word is needed</source>
        <translation>Ihr Wort ist nötig</translation>
    </message>
    <message>
        <source>{bans} bans ({decibans} decibans)</source>
        <translation>{bans} Ban ({decibans} Deziban)</translation>
    </message>
    <message>
        <source>{basis}, given on {day}</source>
        <translation>{basis}, erteilt am {day}</translation>
    </message>
    <message>
        <source>{by} is using it. Close the other program.</source>
        <translation>{by} benutzt sie. Schließen Sie das andere Programm.</translation>
    </message>
    <message>
        <source>{camera} does not work</source>
        <translation>{camera} funktioniert nicht</translation>
    </message>
    <message>
        <source>{camera} gives no new pictures. Unplug it and plug it in again.</source>
        <translation>{camera} liefert keine neuen Bilder. Ziehen Sie sie ab und schließen Sie sie wieder an.</translation>
    </message>
    <message>
        <source>{camera} is in use</source>
        <translation>{camera} ist in Benutzung</translation>
    </message>
    <message>
        <source>{camera} is not there</source>
        <translation>{camera} ist nicht da</translation>
    </message>
    <message>
        <source>{camera} is on</source>
        <translation>{camera} ist an</translation>
    </message>
    <message>
        <source>{camera} may not be used</source>
        <translation>{camera} darf nicht benutzt werden</translation>
    </message>
    <message>
        <source>{camera} was unplugged</source>
        <translation>{camera} wurde abgezogen</translation>
    </message>
    <message>
        <source>{camera} {width}×{height} · {preview:.0f} fps · recognition {inference:.0f} fps · {latency:.0f} ms</source>
        <translation>{camera} {width}×{height} · {preview:.0f} B/s · Erkennung {inference:.0f} B/s · {latency:.0f} ms</translation>
    </message>
    <message>
        <source>{device} is not available</source>
        <translation>{device} ist nicht verfügbar</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{done} of {total} photos</source>
        <translation>{done} von {total} Fotos</translation>
    </message>
    <message>
        <source>{done} of {total} · {rate} photos a second</source>
        <translation>{done} von {total} · {rate} Fotos je Sekunde</translation>
    </message>
    <message>
        <source>{events} and {people} checked.</source>
        <translation>{events} und {people} geprüft.</translation>
    </message>
    <message>
        <source>{events} checked when the gallery was opened. “Check now” looks at every record, too.</source>
        <translation>{events} beim Öffnen der Galerie geprüft. „Jetzt prüfen“ sieht auch jeden Eintrag an.</translation>
    </message>
    <message>
        <source>{evidence} · seen alive</source>
        <translation>{evidence} · lebend gesehen</translation>
    </message>
    <message>
        <source>{file} is there, and its hash is the announced one.</source>
        <translation>{file} ist da, und die Prüfsumme ist die angekündigte.</translation>
    </message>
    <message>
        <source>{first} and {second} cannot be compared. Open both photos again.</source>
        <translation>{first} und {second} lassen sich nicht vergleichen. Öffnen Sie beide Fotos neu.</translation>
    </message>
    <message>
        <source>{gpu} is here, but idle</source>
        <translation>{gpu} ist da, wird aber nicht genutzt</translation>
    </message>
    <message>
        <source>{imported}, {already}, {failed}.</source>
        <translation>{imported}, {already}, {failed}.</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <source>{low} to {high} bans</source>
        <translation>{low} bis {high} Ban</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>noch {minutes} min</translation>
    </message>
    <message>
        <source>{name} belongs to another application. Nothing was changed.</source>
        <translation>{name} gehört zu einem anderen Programm. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>{name} cannot be played</source>
        <translation>{name} lässt sich nicht abspielen</translation>
    </message>
    <message>
        <source>{name} cannot be read</source>
        <translation>{name} ist nicht lesbar</translation>
    </message>
    <message>
        <source>{name} could not be written</source>
        <translation>{name} konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>{name} has versions, settings and the log, and names nobody. Look into it before you send it.</source>
        <translation>{name} enthält Versionen, Einstellungen und das Protokoll und nennt niemanden. Sehen Sie hinein, bevor Sie es senden.</translation>
    </message>
    <message>
        <source>{name} is enrolled</source>
        <translation>{name} ist erfasst</translation>
    </message>
    <message>
        <source>{name} is {value}; allowed: {allowed}.</source>
        <translation>{name} ist {value}; zulässig: {allowed}.</translation>
    </message>
    <message numerus="yes">
        <source>{name} takes no part in matching from now on. In %n days everything is destroyed; until then it can be taken back.</source>
        <translation>
            <numerusform>{name} wird ab jetzt nicht mehr erkannt. In %Ln Tag wird alles vernichtet; bis dahin lässt es sich zurücknehmen.</numerusform>
            <numerusform>{name} wird ab jetzt nicht mehr erkannt. In %Ln Tagen wird alles vernichtet; bis dahin lässt es sich zurücknehmen.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}, line {line}.</source>
        <translation>{name}, Zeile {line}.</translation>
    </message>
    <message>
        <source>{name}, line {line}: {why}.</source>
        <translation>{name}, Zeile {line}: {why}.</translation>
    </message>
    <message>
        <source>{name}: {photos} of {people}</source>
        <translation>{name}: {photos} von {people}</translation>
    </message>
    <message>
        <source>{name}: {why}. Nothing was changed.</source>
        <translation>{name}: {why}. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>{name}?</source>
        <translation>{name}?</translation>
    </message>
    <message>
        <source>{needed_mb} MB are needed, {free_mb} MB are free. Choose a folder on another disk.</source>
        <translation>{needed_mb} MB werden gebraucht, {free_mb} MB sind frei. Wählen Sie einen Ordner auf einem anderen Datenträger.</translation>
    </message>
    <message>
        <source>{now} of {all}</source>
        <translation>{now} von {all}</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>{n} billion</source>
        <translation>{n} Mrd.</translation>
    </message>
    <message>
        <source>{n} million</source>
        <translation>{n} Mio.</translation>
    </message>
    <message>
        <source>{n} trillion</source>
        <translation>{n} Bio.</translation>
    </message>
    <message>
        <source>{odds} searches for strangers may raise a false alarm · {people}</source>
        <translation>{odds} Suchen nach Fremden darf Fehlalarm auslösen · {people}</translation>
    </message>
    <message>
        <source>{path} is not as it was published ({why}). Install the bundle again.</source>
        <translation>{path} ist nicht, wie es veröffentlicht wurde ({why}). Installieren Sie das Paket neu.</translation>
    </message>
    <message>
        <source>{path} was changed from outside or is damaged. Put back an untouched copy of it.</source>
        <translation>{path} wurde von außen geändert oder ist beschädigt. Setzen Sie eine unveränderte Kopie ein.</translation>
    </message>
    <message>
        <source>{people}, {n} pairs</source>
        <translation>{people}, {n} Paare</translation>
    </message>
    <message>
        <source>{person} is not in the gallery.</source>
        <translation>{person} ist nicht in der Galerie.</translation>
    </message>
    <message>
        <source>{person} was erased from this gallery</source>
        <translation>{person} wurde aus dieser Galerie gelöscht</translation>
    </message>
    <message>
        <source>{photos} saved and encrypted. The gallery has {people}.</source>
        <translation>{photos} gespeichert und verschlüsselt. Die Galerie hat {people}.</translation>
    </message>
    <message>
        <source>{pixels} px</source>
        <translation>{pixels} px</translation>
    </message>
    <message>
        <source>{said}: at this setting about {share} of searches for somebody with one photo find nobody.</source>
        <translation>{said}: Bei dieser Einstellung finden etwa {share} der Suchen nach jemandem mit einem Foto niemanden.</translation>
    </message>
    <message>
        <source>{said}: what the setting for false alarms costs is not known.</source>
        <translation>{said}: Was die Einstellung für Fehlalarme kostet, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>noch {seconds} s</translation>
    </message>
    <message>
        <source>{share} score lower</source>
        <translation>{share} haben weniger</translation>
    </message>
    <message>
        <source>{some} of {all} regions speak for one person; most against it: {region}.</source>
        <translation>{some} von {all} Bereichen sprechen für eine Person; am meisten dagegen: {region}.</translation>
    </message>
    <message>
        <source>{times} one person</source>
        <translation>{times} eine Person</translation>
    </message>
    <message>
        <source>{times} two people</source>
        <translation>{times} zwei Personen</translation>
    </message>
    <message>
        <source>{time}</source>
        <translation>{time}</translation>
    </message>
    <message>
        <source>{time} · {line}</source>
        <translation>{time} · {line}</translation>
    </message>
    <message>
        <source>{title} (Ctrl+{n})</source>
        <translation>{title} (Strg+{n})</translation>
    </message>
    <message>
        <source>{told} After ISO/IEC 19794-5; angles are right to a few degrees. Authorities decide.</source>
        <translation>{told} Nach ISO/IEC 19794-5; Winkel stimmen auf wenige Grad. Behörden entscheiden.</translation>
    </message>
    <message>
        <source>{value} (at least {low})</source>
        <translation>{value} (mindestens {low})</translation>
    </message>
    <message>
        <source>{value} (at most {high})</source>
        <translation>{value} (höchstens {high})</translation>
    </message>
    <message>
        <source>{value} ({low} to {high})</source>
        <translation>{value} ({low} bis {high})</translation>
    </message>
    <message>
        <source>{way} will not open it any more. Copies made before still open with it.</source>
        <translation>{way} öffnet sie dann nicht mehr. Ältere Kopien lassen sich weiter damit öffnen.</translation>
    </message>
    <message>
        <source>{why} Nothing was installed.</source>
        <translation>{why} Nichts wurde installiert.</translation>
    </message>
    <message>
        <source>{why}. Choose another folder.</source>
        <translation>{why}. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{why}. Nothing else of the program needs the network.</source>
        <translation>{why}. Sonst braucht nichts am Programm das Netz.</translation>
    </message>
    <message>
        <source>{why}. Nothing was lost; make room on the disk and try again.</source>
        <translation>{why}. Nichts ging verloren; schaffen Sie Platz auf der Festplatte und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{why}. Start with --device cpu, or auto to take what is there.</source>
        <translation>{why}. Starten Sie mit --device cpu oder mit auto, um zu nehmen, was da ist.</translation>
    </message>
    <message>
        <source>{why}. What has arrived is kept: download again to go on.</source>
        <translation>{why}. Was angekommen ist, bleibt: Laden Sie erneut herunter, um fortzufahren.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more people</source>
        <translation>
            <numerusform>… und %Ln weitere Person</numerusform>
            <numerusform>… und %Ln weitere Personen</numerusform>
        </translation>
    </message>
</context>
</TS>
