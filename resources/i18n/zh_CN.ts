<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source> %</source>
        <translation>%</translation>
    </message>
    <message>
        <source> bans</source>
        <translation> 班</translation>
    </message>
    <message numerus="yes">
        <source>%n alone</source>
        <translation>
            <numerusform>%Ln 张单独</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contradictions. Keep the files as they are and tell whoever is responsible.</source>
        <translation>
            <numerusform>%Ln 处矛盾。请保持文件原样，并告知负责人。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copies</source>
        <translation>
            <numerusform>%Ln 份</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be used</source>
        <translation>
            <numerusform>%Ln 张无法使用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%Ln 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document rules broken</source>
        <translation>
            <numerusform>违反 %Ln 条证件照规则</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%Ln 个事件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n events, each with its hash.</source>
        <translation>
            <numerusform>%Ln 个事件，各附哈希值。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n faces</source>
        <translation>
            <numerusform>%Ln 张人脸</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n faces found</source>
        <translation>
            <numerusform>找到 %Ln 张人脸</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n faces found. The camera works.</source>
        <translation>
            <numerusform>找到 %Ln 张人脸。摄像头工作正常。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n faces seem to be of another person and were left out; look at them.</source>
        <translation>
            <numerusform>有 %Ln 张人脸似乎是另一个人的，已排除；请查看。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames rejected: {reasons}</source>
        <translation>
            <numerusform>%Ln 帧被弃用：{reasons}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n groups</source>
        <translation>
            <numerusform>%Ln 组</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%Ln 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %Ln 份</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pairs</source>
        <translation>
            <numerusform>%Ln 对</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pairs shown</source>
        <translation>
            <numerusform>显示 %Ln 对</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%Ln 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people are called so</source>
        <translation>
            <numerusform>有 %Ln 人叫这个名字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people chosen</source>
        <translation>
            <numerusform>已选择 %Ln 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people erased</source>
        <translation>
            <numerusform>已彻底删除 %Ln 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%Ln 张照片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos imported</source>
        <translation>
            <numerusform>已导入 %Ln 张照片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rules are broken.</source>
        <translation>
            <numerusform>违反了 %Ln 条规则。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n too poor to tell</source>
        <translation>
            <numerusform>%Ln 张质量太差，无法判断</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there already</source>
        <translation>
            <numerusform>%Ln 张已在库中</numerusform>
        </translation>
    </message>
    <message>
        <source>1 in </source>
        <translation>1/</translation>
    </message>
    <message>
        <source>1 in {n}</source>
        <translation>1/{n}</translation>
    </message>
    <message>
        <source>95 %: {range}</source>
        <translation>95 %：{range}</translation>
    </message>
    <message>
        <source>A crash or a second user can damage it there. Keep it on this computer, and backups there.</source>
        <translation>在网络盘上，程序崩溃或第二个用户可能损坏人员库。请把人员库放在本机，备份可放在那里。</translation>
    </message>
    <message>
        <source>A face</source>
        <translation>一张人脸</translation>
    </message>
    <message>
        <source>A folder with one folder for each person, or a table with the columns path and name; reference, basis and tags may follow.</source>
        <translation>每人一个子文件夹的文件夹，或含有 path 和 name 列的表格；后面可再有 reference、basis 和 tags 列。</translation>
    </message>
    <message>
        <source>A key file on this computer</source>
        <translation>本机上的密钥文件</translation>
    </message>
    <message>
        <source>A key for the gallery</source>
        <translation>人员库的密钥</translation>
    </message>
    <message>
        <source>A lawful basis is missing</source>
        <translation>缺少合法依据</translation>
    </message>
    <message>
        <source>A little back</source>
        <translation>稍微转回来</translation>
    </message>
    <message>
        <source>A living person was seen</source>
        <translation>检测到活体</translation>
    </message>
    <message>
        <source>A new password for {login}</source>
        <translation>{login} 的新密码</translation>
    </message>
    <message>
        <source>A newer version is installed over this one; gallery, settings and models stay.</source>
        <translation>新版本直接覆盖安装；人员库、设置和模型保留。</translation>
    </message>
    <message>
        <source>A newer version of this program wrote it. Nothing was changed.</source>
        <translation>该文件由更新的版本写入。未作任何更改。</translation>
    </message>
    <message>
        <source>A part of the face is outside the picture.</source>
        <translation>人脸有一部分在画面之外。</translation>
    </message>
    <message>
        <source>A part of the program is missing</source>
        <translation>缺少程序组件</translation>
    </message>
    <message>
        <source>A photo cannot be used</source>
        <translation>有一张照片无法使用</translation>
    </message>
    <message>
        <source>A photo for a document</source>
        <translation>证件照片</translation>
    </message>
    <message>
        <source>A photo is [too poor for a reliable comparison]. The figures below are only a hint; use better photos.</source>
        <translation>有一张照片[质量太差，无法可靠比对]。以下数字仅供参考，请改用更好的照片。</translation>
    </message>
    <message>
        <source>A photo shows no face</source>
        <translation>有一张照片中没有人脸</translation>
    </message>
    <message>
        <source>A photo shows several. Click the face that you want to compare.</source>
        <translation>有一张照片中有多张人脸。请点击要比对的那一张。</translation>
    </message>
    <message>
        <source>A record was changed from outside</source>
        <translation>有记录被外部修改</translation>
    </message>
    <message>
        <source>A record was changed from outside: {subject}.</source>
        <translation>有记录被外部修改：{subject}。</translation>
    </message>
    <message>
        <source>A setting has a forbidden value</source>
        <translation>某项设置的值不被允许</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>About one chance match or fewer is expected in this heap.</source>
        <translation>这批照片中，预计最多约有一对是偶然匹配。</translation>
    </message>
    <message>
        <source>About {n} chance matches are expected among strangers.</source>
        <translation>陌生人之间预计约有 {n} 对偶然匹配。</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a passphrase</source>
        <translation>添加口令</translation>
    </message>
    <message>
        <source>Add a passphrase…</source>
        <translation>添加口令…</translation>
    </message>
    <message>
        <source>Add an operator</source>
        <translation>添加操作员</translation>
    </message>
    <message>
        <source>Add an operator…</source>
        <translation>添加操作员…</translation>
    </message>
    <message>
        <source>Add another one before you remove it, or nobody can open the gallery any more.</source>
        <translation>移除之前请先添加另一把密钥，否则再也没有人能打开人员库。</translation>
    </message>
    <message>
        <source>Add one more photo</source>
        <translation>再添加一张照片</translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation>添加照片…</translation>
    </message>
    <message>
        <source>Add photo…</source>
        <translation>添加照片…</translation>
    </message>
    <message>
        <source>Add tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Add the first account</source>
        <translation>添加第一个账户</translation>
    </message>
    <message>
        <source>Add two photos</source>
        <translation>请添加两张照片</translation>
    </message>
    <message>
        <source>Added on {day}</source>
        <translation>添加于 {day}</translation>
    </message>
    <message>
        <source>Added {login}.</source>
        <translation>已添加 {login}。</translation>
    </message>
    <message>
        <source>Address of the camera, beginning with http:// or rtsp://</source>
        <translation>摄像头地址，以 http:// 或 rtsp:// 开头</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Advise</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Advise shows what the check found; require refuses who does not pass.</source>
        <translation>“提示”只显示检测结果；“必须通过”会拒绝未通过的人。</translation>
    </message>
    <message>
        <source>After so long without contact a person is listed as due for erasure; a human decides.</source>
        <translation>超过这段时间没有往来的人员会列入待彻底删除名单，由人来决定。</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致程度</translation>
    </message>
    <message>
        <source>Aligned face of photo {side}</source>
        <translation>照片 {side} 的对齐人脸</translation>
    </message>
    <message>
        <source>Aligned face {side}</source>
        <translation>对齐人脸 {side}</translation>
    </message>
    <message>
        <source>Alive</source>
        <translation>活体</translation>
    </message>
    <message numerus="yes">
        <source>All %n regions speak for one person.</source>
        <translation>
            <numerusform>全部 %Ln 个区域都支持为同一人。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n regions speak for two people.</source>
        <translation>
            <numerusform>全部 %Ln 个区域都支持为两个人。</numerusform>
        </translation>
    </message>
    <message>
        <source>All accounts are removed, and this computer opens the gallery by itself.</source>
        <translation>所有账户都会被移除，本机自动打开人员库。</translation>
    </message>
    <message>
        <source>All events</source>
        <translation>所有事件</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>All is there; its hash is being checked…</source>
        <translation>已全部下载，正在校验哈希值…</translation>
    </message>
    <message>
        <source>All movements</source>
        <translation>所有动作</translation>
    </message>
    <message>
        <source>All of it is checked first. What is in the gallery now is kept among the copies. Nobody who was erased since comes back.</source>
        <translation>会先全部校验。人员库现有内容将保留在副本中。此后被彻底删除的人员不会回来。</translation>
    </message>
    <message>
        <source>All of these people may be kept on this basis</source>
        <translation>所有这些人员都可依据此合法依据保存</translation>
    </message>
    <message>
        <source>All pairs</source>
        <translation>所有照片对</translation>
    </message>
    <message>
        <source>All photos move to the person you choose. This can be undone.</source>
        <translation>所有照片都会移到您选择的人员名下。此操作可以撤销。</translation>
    </message>
    <message>
        <source>All verdicts</source>
        <translation>所有结论</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>全部 {count}</translation>
    </message>
    <message>
        <source>Allow it in the system&apos;s settings.</source>
        <translation>请在系统设置中允许使用摄像头。</translation>
    </message>
    <message>
        <source>Allow it in the system&apos;s settings; on Linux your account must be in the group “video”.</source>
        <translation>请在系统设置中允许；在 Linux 上，您的账户须属于“video”组。</translation>
    </message>
    <message>
        <source>Also people who are not enrolled. They never agreed to it: check whether you may.</source>
        <translation>也包括未录入的人。他们从未同意过：请确认您是否有权这样做。</translation>
    </message>
    <message>
        <source>An announcement of a newer version was refused</source>
        <translation>有一则新版本公告被拒绝</translation>
    </message>
    <message>
        <source>An export was made ({where}); where it was taken is not known.</source>
        <translation>曾经导出过（{where}）；导出文件被带到何处不得而知。</translation>
    </message>
    <message>
        <source>An import does not bring erased people back. Enrol the person anew if you may.</source>
        <translation>导入不会让已彻底删除的人员回来。如果允许，请重新录入该人员。</translation>
    </message>
    <message>
        <source>An older state of person {subject} was put back.</source>
        <translation>人员 {subject} 被换回了旧的状态。</translation>
    </message>
    <message>
        <source>Another file of that name lies in the folder already.</source>
        <translation>文件夹中已有另一个同名文件。</translation>
    </message>
    <message>
        <source>Another person: enrol, and remember that</source>
        <translation>是另一个人：录入，并记住这一点</translation>
    </message>
    <message>
        <source>Another program still reads an older state of {where}.</source>
        <translation>另一个程序仍在读取 {where} 的旧状态。</translation>
    </message>
    <message>
        <source>Any consent</source>
        <translation>任意同意状态</translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation>任意标签</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Are {first} and {second} one person?</source>
        <translation>{first} 与 {second} 是同一个人吗？</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Ask an administrator.</source>
        <translation>请联系管理员。</translation>
    </message>
    <message>
        <source>Ask for a passphrase each time</source>
        <translation>每次都询问口令</translation>
    </message>
    <message>
        <source>Ask whoever gave it to you for a newer version.</source>
        <translation>请向提供本程序的人索取新版本。</translation>
    </message>
    <message>
        <source>Asked for whenever the gallery is opened.</source>
        <translation>每次打开人员库时询问。</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在询问…</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>At enrolment</source>
        <translation>录入时</translation>
    </message>
    <message>
        <source>At identification</source>
        <translation>识别时</translation>
    </message>
    <message numerus="yes">
        <source>At least %n characters; length counts for more than signs.</source>
        <translation>
            <numerusform>至少 %Ln 个字符；长度比特殊符号更重要。</numerusform>
        </translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Audit log accepted</source>
        <translation>审计日志已确认</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>审计员</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Back to a single user?</source>
        <translation>恢复为单用户？</translation>
    </message>
    <message>
        <source>Back to a single user…</source>
        <translation>恢复为单用户…</translation>
    </message>
    <message>
        <source>Back to the default: {value}</source>
        <translation>恢复默认值：{value}</translation>
    </message>
    <message>
        <source>Back to the page before</source>
        <translation>返回上一页面</translation>
    </message>
    <message>
        <source>Back up by itself every</source>
        <translation>自动备份间隔</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Back up the gallery</source>
        <translation>备份人员库</translation>
    </message>
    <message>
        <source>Back up to a file…</source>
        <translation>备份到文件…</translation>
    </message>
    <message>
        <source>Backed up and looked through: {people}, {photos}, {size}.</source>
        <translation>已备份并校验：{people}，{photos}，{size}。</translation>
    </message>
    <message>
        <source>Backing up…</source>
        <translation>正在备份…</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Backup made</source>
        <translation>已备份</translation>
    </message>
    <message>
        <source>Backup restored</source>
        <translation>已恢复备份</translation>
    </message>
    <message>
        <source>Backups and copies rewritten</source>
        <translation>已重写的备份与副本</translation>
    </message>
    <message>
        <source>Backups and snapshots of the system are beyond this program.</source>
        <translation>系统的备份和快照不在本程序的控制范围内。</translation>
    </message>
    <message>
        <source>Backups kept</source>
        <translation>保留的备份数</translation>
    </message>
    <message>
        <source>Backups on this computer</source>
        <translation>本机上的备份</translation>
    </message>
    <message>
        <source>Backups that lie elsewhere: {where}.</source>
        <translation>存放在别处的备份：{where}。</translation>
    </message>
    <message>
        <source>Bans</source>
        <translation>班 (ban)</translation>
    </message>
    <message>
        <source>Bans of each region on its own. Regions overlap, so they do not add up to the whole, and no verdict rests on them.</source>
        <translation>每个区域单独的班值。各区域有重叠，因此相加不等于总体，也没有结论依据它们。</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Before looking: {share} of such pairs show one person</source>
        <translation>事先：{share} 的此类照片对为同一人</translation>
    </message>
    <message>
        <source>Begin the gallery</source>
        <translation>建立人员库</translation>
    </message>
    <message>
        <source>Belief before looking</source>
        <translation>事先的判断</translation>
    </message>
    <message>
        <source>Belongs to an account; it is changed there.</source>
        <translation>属于某个账户，请在账户处更改。</translation>
    </message>
    <message>
        <source>Blur the faces of everybody who is not in the gallery</source>
        <translation>将不在人员库中的人的脸模糊处理</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Both eyes have to be open and to be seen.</source>
        <translation>双眼须睁开且清晰可见。</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>CAPTURED</source>
        <translation>已采集</translation>
    </message>
    <message>
        <source>CHECK FOR A LIVING PERSON</source>
        <translation>活体检测</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n threads</source>
        <translation>
            <numerusform>CPU，%Ln 线程</numerusform>
        </translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Camera, video file or network address</source>
        <translation>摄像头、视频文件或网络地址</translation>
    </message>
    <message>
        <source>Camera, {time}</source>
        <translation>摄像头，{time}</translation>
    </message>
    <message>
        <source>Cameras are off in safe mode</source>
        <translation>安全模式下摄像头关闭</translation>
    </message>
    <message>
        <source>Cameras stay off in safe mode.</source>
        <translation>安全模式下摄像头保持关闭。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation>取消下载</translation>
    </message>
    <message>
        <source>Captured</source>
        <translation>采集完成</translation>
    </message>
    <message>
        <source>Captured face, {caption}</source>
        <translation>采集的人脸，{caption}</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>Certificate of erasure</source>
        <translation>彻底删除证明</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Change my password</source>
        <translation>更改我的密码</translation>
    </message>
    <message>
        <source>Change my password…</source>
        <translation>更改我的密码…</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>更改口令</translation>
    </message>
    <message>
        <source>Change the passphrase…</source>
        <translation>更改口令…</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>Check a photo against the rules for document photos</source>
        <translation>按证件照规则检查照片</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>立即核查</translation>
    </message>
    <message>
        <source>Check the camera</source>
        <translation>检查摄像头</translation>
    </message>
    <message>
        <source>Check the login {login}.</source>
        <translation>请检查登录名 {login}。</translation>
    </message>
    <message>
        <source>Check the rights of the file and of its folder: {why}. Nothing was changed.</source>
        <translation>请检查文件及其文件夹的权限：{why}。未作任何更改。</translation>
    </message>
    <message>
        <source>Check whether a living person stands in front</source>
        <translation>检测镜头前是否为活人</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在核查…</translation>
    </message>
    <message>
        <source>Cheeks</source>
        <translation>脸颊</translation>
    </message>
    <message>
        <source>Choose a camera</source>
        <translation>选择摄像头</translation>
    </message>
    <message>
        <source>Choose a camera above, a video file or an address.</source>
        <translation>请在上方选择摄像头、视频文件或网络地址。</translation>
    </message>
    <message>
        <source>Choose a camera first</source>
        <translation>请先选择摄像头</translation>
    </message>
    <message>
        <source>Choose a camera to begin.</source>
        <translation>请选择摄像头以开始。</translation>
    </message>
    <message>
        <source>Choose another file than {name}.</source>
        <translation>请选择 {name} 以外的文件。</translation>
    </message>
    <message>
        <source>Choose another one in its place.</source>
        <translation>请换一张。</translation>
    </message>
    <message>
        <source>Choose another one than {login}.</source>
        <translation>请选择 {login} 以外的登录名。</translation>
    </message>
    <message>
        <source>Choose it again to see it once more.</source>
        <translation>再次选择可重新播放。</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation>请从中选择一个。</translation>
    </message>
    <message>
        <source>Choose other movements for people who cannot make all of them</source>
        <translation>为无法完成全部动作的人选择其他动作</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Clear all photos</source>
        <translation>清空所有照片</translation>
    </message>
    <message>
        <source>Click the face that you want to compare.</source>
        <translation>请点击要比对的人脸。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the mouth, without a smile.</source>
        <translation>请闭上嘴，不要笑。</translation>
    </message>
    <message>
        <source>Close the other program that uses it.</source>
        <translation>请关闭正在使用它的程序。</translation>
    </message>
    <message>
        <source>Close the other program that uses {camera}.</source>
        <translation>请关闭正在使用 {camera} 的程序。</translation>
    </message>
    <message>
        <source>Close the video</source>
        <translation>关闭视频</translation>
    </message>
    <message>
        <source>Close this window and start the file; gallery and settings stay.</source>
        <translation>关闭此窗口并运行该文件；人员库和设置保留。</translation>
    </message>
    <message>
        <source>Close your eyes for a moment</source>
        <translation>请闭眼片刻</translation>
    </message>
    <message>
        <source>Close your mouth</source>
        <translation>请闭上嘴</translation>
    </message>
    <message>
        <source>Come closer</source>
        <translation>请靠近一点</translation>
    </message>
    <message>
        <source>Come closer, or cut the picture tighter.</source>
        <translation>请靠近，或把图片裁得更紧。</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Command, page or person</source>
        <translation>命令、页面或人员</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比对</translation>
    </message>
    <message>
        <source>Compare more photos with these (Ctrl+O), or drop them here</source>
        <translation>再添加照片与这些比对 (Ctrl+O)，或拖到这里</translation>
    </message>
    <message>
        <source>Compare two drawn portraits</source>
        <translation>比对两张绘制的肖像</translation>
    </message>
    <message>
        <source>Comparing all with all…</source>
        <translation>正在两两比对…</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比对…</translation>
    </message>
    <message>
        <source>Comparison of many photos</source>
        <translation>多张照片的比对</translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation>运算设备</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Consent ended</source>
        <translation>同意已到期</translation>
    </message>
    <message>
        <source>Consent ends soon</source>
        <translation>同意即将到期</translation>
    </message>
    <message>
        <source>Consent ends soon {count}</source>
        <translation>同意即将到期 {count}</translation>
    </message>
    <message>
        <source>Consent given</source>
        <translation>已给予同意</translation>
    </message>
    <message>
        <source>Consent text added</source>
        <translation>已添加同意书文本</translation>
    </message>
    <message>
        <source>Consent valid</source>
        <translation>同意有效</translation>
    </message>
    <message>
        <source>Consent withdrawn</source>
        <translation>已撤回同意</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>合同</translation>
    </message>
    <message>
        <source>Convenient: whoever uses your account on this computer sees the gallery.</source>
        <translation>方便：使用您这台电脑账户的人都能看到人员库。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copies made before still open with the old one.</source>
        <translation>此前的副本仍可用旧口令打开。</translation>
    </message>
    <message>
        <source>Copies of the whole gallery, encrypted as it is and checked after they are written.</source>
        <translation>整个人员库的副本，保持加密，写入后经过校验。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>复制文本</translation>
    </message>
    <message>
        <source>Copy the evidence as text</source>
        <translation>将证据复制为文本</translation>
    </message>
    <message>
        <source>Copy the evidence as text (Ctrl+Shift+C)</source>
        <translation>将证据复制为文本 (Ctrl+Shift+C)</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Corners of the mouth</source>
        <translation>嘴角</translation>
    </message>
    <message>
        <source>Could not be used</source>
        <translation>无法使用</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Default: {value}</source>
        <translation>默认值：{value}</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Diagnostics saved</source>
        <translation>诊断信息已保存</translation>
    </message>
    <message>
        <source>Different people below</source>
        <translation>判为不同人的界限</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Distribution of scores</source>
        <translation>分数分布</translation>
    </message>
    <message>
        <source>Do not tilt the head to a side.</source>
        <translation>头不要向侧面倾斜。</translation>
    </message>
    <message>
        <source>Do not watch</source>
        <translation>取消关注</translation>
    </message>
    <message>
        <source>Document and person</source>
        <translation>证件与本人</translation>
    </message>
    <message>
        <source>Document rules kept</source>
        <translation>符合证件照规则</translation>
    </message>
    <message>
        <source>Does the camera see you?</source>
        <translation>摄像头能看到您吗？</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Done, thank you</source>
        <translation>完成，谢谢</translation>
    </message>
    <message>
        <source>Download to a folder…</source>
        <translation>下载到文件夹…</translation>
    </message>
    <message>
        <source>Drop a folder, or any number of photos. Each is compared with every other, and photos of one person are put together.</source>
        <translation>拖入一个文件夹或任意多张照片。每张都会与其他所有照片比对，同一个人的照片归为一组。</translation>
    </message>
    <message>
        <source>Drop photo {side} here</source>
        <translation>将照片 {side} 拖到这里</translation>
    </message>
    <message>
        <source>Drop photos or a folder anywhere · paste with Ctrl+V · nothing leaves this computer</source>
        <translation>照片或文件夹可拖到任意位置 · Ctrl+V 粘贴 · 数据不会离开本机</translation>
    </message>
    <message>
        <source>Drop the photo of the document here</source>
        <translation>将证件照片拖到这里</translation>
    </message>
    <message>
        <source>Due for erasure since {day}: consent has ended.</source>
        <translation>自 {day} 起待彻底删除：同意已到期。</translation>
    </message>
    <message>
        <source>Due for erasure since {day}: consent was withdrawn.</source>
        <translation>自 {day} 起待彻底删除：同意已撤回。</translation>
    </message>
    <message>
        <source>Due for erasure since {day}: it was ordered.</source>
        <translation>自 {day} 起待彻底删除：已下令。</translation>
    </message>
    <message>
        <source>Due for erasure since {day}: kept longer than the rules allow.</source>
        <translation>自 {day} 起待彻底删除：保存超过规则允许的期限。</translation>
    </message>
    <message>
        <source>Due for erasure since {day}: there is no lawful basis.</source>
        <translation>自 {day} 起待彻底删除：没有合法依据。</translation>
    </message>
    <message>
        <source>Due for erasure {count}</source>
        <translation>待彻底删除 {count}</translation>
    </message>
    <message>
        <source>Each eye</source>
        <translation>各只眼睛</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>录入</translation>
    </message>
    <message>
        <source>Enrol another person</source>
        <translation>录入下一个人</translation>
    </message>
    <message>
        <source>Enrol somebody to begin one, or restore a backup.</source>
        <translation>录入第一个人即可建立，或恢复备份。</translation>
    </message>
    <message>
        <source>Enrol somebody to begin.</source>
        <translation>从录入第一个人开始。</translation>
    </message>
    <message>
        <source>Enrol the first person</source>
        <translation>录入第一个人</translation>
    </message>
    <message>
        <source>Enrol, compare and identify faces on your own computer. Apache License 2.0.</source>
        <translation>在您自己的电脑上录入、比对和识别人脸。Apache License 2.0。</translation>
    </message>
    <message>
        <source>Enrolled</source>
        <translation>已录入</translation>
    </message>
    <message>
        <source>Enrolled {day}</source>
        <translation>录入于 {day}</translation>
    </message>
    <message>
        <source>Enrols, identifies, edits people and makes backups; erases nobody and changes no rule.</source>
        <translation>可以录入、识别、编辑人员和备份；不能彻底删除任何人，也不能更改规则。</translation>
    </message>
    <message>
        <source>Enter the password or the recovery code.</source>
        <translation>请输入密码或恢复码。</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <source>Erase {name}?</source>
        <translation>彻底删除 {name}？</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>已彻底删除</translation>
    </message>
    <message>
        <source>Erase…</source>
        <translation>彻底删除…</translation>
    </message>
    <message>
        <source>Erasure ordered</source>
        <translation>已下令彻底删除</translation>
    </message>
    <message>
        <source>Erasure proven</source>
        <translation>彻底删除已证实</translation>
    </message>
    <message>
        <source>Erasure taken back</source>
        <translation>已取消彻底删除</translation>
    </message>
    <message>
        <source>Even light</source>
        <translation>光线均匀</translation>
    </message>
    <message>
        <source>Event of the audit log</source>
        <translation>审计日志事件</translation>
    </message>
    <message>
        <source>Event {number} does not follow the one before it.</source>
        <translation>事件 {number} 与前一个事件不衔接。</translation>
    </message>
    <message>
        <source>Event {number} is missing.</source>
        <translation>缺少事件 {number}。</translation>
    </message>
    <message>
        <source>Event {number} was changed.</source>
        <translation>事件 {number} 被修改。</translation>
    </message>
    <message>
        <source>Event {number}: {why}. Keep the files and tell whoever is responsible for the data.</source>
        <translation>事件 {number}：{why}。请保留文件，并告知数据负责人。</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Events are missing at the end, or an older gallery was put back.</source>
        <translation>末尾缺少事件，或被换回了旧的人员库。</translation>
    </message>
    <message>
        <source>Every event and every record.</source>
        <translation>每个事件和每条记录。</translation>
    </message>
    <message>
        <source>Everything can be erased</source>
        <translation>一切都可以彻底删除</translation>
    </message>
    <message>
        <source>Everything is encrypted</source>
        <translation>一切都已加密</translation>
    </message>
    <message>
        <source>Everything stays here</source>
        <translation>一切都留在本机</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Evidence for {name}</source>
        <translation>{name} 的证据</translation>
    </message>
    <message>
        <source>Evidence of each region</source>
        <translation>各区域的证据</translation>
    </message>
    <message>
        <source>Evidence: {evidence}</source>
        <translation>证据：{evidence}</translation>
    </message>
    <message>
        <source>Evidence…</source>
        <translation>证据…</translation>
    </message>
    <message>
        <source>Exactly one face has to be in the picture.</source>
        <translation>画面中必须恰好有一张人脸。</translation>
    </message>
    <message>
        <source>Exchange the two photos (Ctrl+Shift+X)</source>
        <translation>交换两张照片 (Ctrl+Shift+X)</translation>
    </message>
    <message>
        <source>Export made</source>
        <translation>已导出</translation>
    </message>
    <message>
        <source>Export the audit log</source>
        <translation>导出审计日志</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>已导出</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>Eyes</source>
        <translation>眼睛</translation>
    </message>
    <message>
        <source>Eyes and nose</source>
        <translation>眼睛和鼻子</translation>
    </message>
    <message>
        <source>Eyes closed</source>
        <translation>闭眼</translation>
    </message>
    <message>
        <source>Eyes open</source>
        <translation>睁眼</translation>
    </message>
    <message>
        <source>Eyes {n} px apart</source>
        <translation>眼距 {n} 像素</translation>
    </message>
    <message>
        <source>FMR</source>
        <translation>FMR</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>Face comparison</source>
        <translation>人脸比对</translation>
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
        <translation>FaceID Desktop：恢复码</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>Facing the camera</source>
        <translation>正对镜头</translation>
    </message>
    <message>
        <source>Facing you</source>
        <translation>正对镜头</translation>
    </message>
    <message>
        <source>False alarms of searches</source>
        <translation>检索误报</translation>
    </message>
    <message>
        <source>False match rate</source>
        <translation>误匹配率</translation>
    </message>
    <message>
        <source>False match rate at this score</source>
        <translation>该分数的误匹配率</translation>
    </message>
    <message>
        <source>False match rate: how often two different people look at least this much alike.</source>
        <translation>误匹配率：两个不同的人至少相似到这种程度的频率。</translation>
    </message>
    <message>
        <source>False matches of comparisons</source>
        <translation>比对误匹配</translation>
    </message>
    <message numerus="yes">
        <source>Fewer than %n good photos</source>
        <translation>
            <numerusform>合格照片少于 %Ln 张</numerusform>
        </translation>
    </message>
    <message>
        <source>Files searched</source>
        <translation>已搜索的文件</translation>
    </message>
    <message>
        <source>Files that were not imported</source>
        <translation>未导入的文件</translation>
    </message>
    <message>
        <source>First and last name</source>
        <translation>姓和名</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>入门</translation>
    </message>
    <message>
        <source>Folder for the certificates</source>
        <translation>保存证明的文件夹</translation>
    </message>
    <message>
        <source>Folder with one folder for each person</source>
        <translation>每人一个子文件夹的文件夹</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>From photos…</source>
        <translation>从照片录入…</translation>
    </message>
    <message>
        <source>From then on somebody has to log in, and everything is done in his name. The first account is an administrator&apos;s. A recovery code is shown afterwards.</source>
        <translation>此后必须登录，所有操作都记在登录者名下。第一个账户是管理员账户。之后会显示恢复码。</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>GDPR BIPA data protection</source>
        <translation>个人信息保护法 GDPR 隐私 数据保护</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>人员库</translation>
    </message>
    <message>
        <source>Gallery begun</source>
        <translation>人员库已建立</translation>
    </message>
    <message>
        <source>Gallery brought up to date</source>
        <translation>人员库已升级</translation>
    </message>
    <message>
        <source>Gallery locked</source>
        <translation>人员库已锁定</translation>
    </message>
    <message>
        <source>Gallery unlocked</source>
        <translation>人员库已解锁</translation>
    </message>
    <message>
        <source>Give {login} another password</source>
        <translation>为 {login} 设置新密码</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Go farther away: there is no room around the head.</source>
        <translation>请后退：头部周围没有空间。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on all the same</source>
        <translation>仍然继续</translation>
    </message>
    <message>
        <source>Go on to the check</source>
        <translation>继续检测</translation>
    </message>
    <message>
        <source>Good frames so far</source>
        <translation>目前合格的帧</translation>
    </message>
    <message>
        <source>Grace period of erasures</source>
        <translation>彻底删除宽限期</translation>
    </message>
    <message>
        <source>Grey zone</source>
        <translation>灰区</translation>
    </message>
    <message>
        <source>Group carefully</source>
        <translation>谨慎分组</translation>
    </message>
    <message>
        <source>Group like single pairs</source>
        <translation>按单对标准分组</translation>
    </message>
    <message>
        <source>Halves of the face</source>
        <translation>左右半脸</translation>
    </message>
    <message>
        <source>Hash of the event</source>
        <translation>事件哈希值</translation>
    </message>
    <message>
        <source>He cannot log in any more. What he did stays in the audit log.</source>
        <translation>此人不能再登录。其操作保留在审计日志中。</translation>
    </message>
    <message>
        <source>He logs in with this name and password.</source>
        <translation>此人用该登录名和密码登录。</translation>
    </message>
    <message>
        <source>Head and hair</source>
        <translation>头部和头发</translation>
    </message>
    <message>
        <source>Head level</source>
        <translation>头部水平</translation>
    </message>
    <message>
        <source>Head upright</source>
        <translation>头部端正</translation>
    </message>
    <message>
        <source>Height of the eyes</source>
        <translation>眼睛高度</translation>
    </message>
    <message>
        <source>Hide strangers</source>
        <translation>隐藏陌生人</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>请保持不动</translation>
    </message>
    <message>
        <source>Hold still: {good} of {wanted} good frames</source>
        <translation>请保持不动：{good}/{wanted} 张合格画面</translation>
    </message>
    <message>
        <source>Hold the camera at the height of the eyes.</source>
        <translation>请将相机举到眼睛的高度。</translation>
    </message>
    <message>
        <source>Hold your head upright</source>
        <translation>请把头摆正</translation>
    </message>
    <message>
        <source>How far the download is</source>
        <translation>下载进度</translation>
    </message>
    <message>
        <source>How it was given</source>
        <translation>给予方式</translation>
    </message>
    <message>
        <source>How likely it was, before looking at the faces, that they are one person&apos;s. A half: even. 1 in 1,000: it could as well be any of a thousand people.</source>
        <translation>看人脸之前，两者为同一人的可能性有多大。一半：不相上下。1/1,000：也可能是一千人中的任何一个。</translation>
    </message>
    <message>
        <source>How many times more likely the two photos are if they show one person, or two.</source>
        <translation>两张照片为同一个人与为两个不同的人相比，可能性之比。</translation>
    </message>
    <message>
        <source>How often two compared photos show one person. Only the shown probability uses it.</source>
        <translation>两张待比对照片为同一人的比例。只影响所显示的概率。</translation>
    </message>
    <message>
        <source>How photos are grouped</source>
        <translation>照片的分组方式</translation>
    </message>
    <message>
        <source>How the window looks and moves.</source>
        <translation>窗口的外观与动态效果。</translation>
    </message>
    <message>
        <source>I do not</source>
        <translation>我没有看到</translation>
    </message>
    <message>
        <source>I have put it in a safe place</source>
        <translation>我已妥善保管</translation>
    </message>
    <message>
        <source>I see a living person</source>
        <translation>我看到的是活人</translation>
    </message>
    <message>
        <source>I see this person alive before me</source>
        <translation>我亲眼看到此人在我面前</translation>
    </message>
    <message>
        <source>I want to erase {name}</source>
        <translation>我要彻底删除 {name}</translation>
    </message>
    <message>
        <source>INTERIM</source>
        <translation>临时</translation>
    </message>
    <message>
        <source>Identification</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>Identifications</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>Identify</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import finished</source>
        <translation>导入完成</translation>
    </message>
    <message>
        <source>Import people</source>
        <translation>导入人员</translation>
    </message>
    <message>
        <source>Import started</source>
        <translation>导入开始</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>In bans: at 0 the evidence points neither way, at -1 it is ten to one against.</source>
        <translation>单位为班 (ban)：0 表示证据不偏向任何一方，-1 表示十比一地不支持。</translation>
    </message>
    <message>
        <source>In the middle, across</source>
        <translation>左右居中</translation>
    </message>
    <message>
        <source>Inner face</source>
        <translation>脸部中央</translation>
    </message>
    <message>
        <source>Install it in a terminal: {command}</source>
        <translation>在终端中安装：{command}</translation>
    </message>
    <message>
        <source>Install the extra “{extra}” ({module}).</source>
        <translation>请安装附加组件“{extra}”（{module}）。</translation>
    </message>
    <message>
        <source>Interim model</source>
        <translation>临时模型</translation>
    </message>
    <message>
        <source>Interim model: trained for a short time. Its verdicts are weaker than the final model&apos;s.</source>
        <translation>临时模型：训练时间很短，结论不如最终模型可靠。</translation>
    </message>
    <message>
        <source>Interim: trained for a short time, so that the program can be tried.</source>
        <translation>临时：训练时间很短，仅供试用本程序。</translation>
    </message>
    <message>
        <source>Is a living person there?</source>
        <translation>镜头前是活人吗？</translation>
    </message>
    <message>
        <source>Is this {name}?</source>
        <translation>这是 {name} 吗？</translation>
    </message>
    <message>
        <source>It compares photos, enrols people who agree to it, and recognises them before a camera. It always shows the evidence, and says so when it does not know.</source>
        <translation>它比对照片，录入同意的人，并在摄像头前识别他们。它总是给出证据；不知道时也会明说。</translation>
    </message>
    <message>
        <source>It could not be asked whether there is a newer version</source>
        <translation>无法查询是否有新版本</translation>
    </message>
    <message>
        <source>It is chosen at the top right.</source>
        <translation>在右上角选择。</translation>
    </message>
    <message>
        <source>It is larger than announced, and was removed.</source>
        <translation>它比公告中所述的大，已被删除。</translation>
    </message>
    <message>
        <source>It is no longer a photo of {name}. This can be undone.</source>
        <translation>它将不再是 {name} 的照片。此操作可以撤销。</translation>
    </message>
    <message>
        <source>It is not in the gallery any more.</source>
        <translation>它已不在人员库中。</translation>
    </message>
    <message>
        <source>It is {why}. Install nothing that it speaks of.</source>
        <translation>公告{why}。请勿安装其中提到的任何内容。</translation>
    </message>
    <message>
        <source>It may be damaged, or of a kind that this program does not know.</source>
        <translation>文件可能已损坏，或是本程序不认识的类型。</translation>
    </message>
    <message>
        <source>It opens the gallery beside the ways that there are.</source>
        <translation>除现有方式外，它也能打开人员库。</translation>
    </message>
    <message>
        <source>It opens the gallery when every other way is lost. It is shown this once and stored nowhere. Print it, or write it down, and keep it where you keep important papers.</source>
        <translation>当其他方式全部失效时，它可以打开人员库。它只显示这一次，不会保存在任何地方。请打印或抄写下来，与重要文件放在一起。</translation>
    </message>
    <message>
        <source>It was changed, is another gallery&apos;s, or none at all. Ask for the untouched file.</source>
        <translation>它被修改过、属于别的人员库，或根本不是证明。请索取未经改动的文件。</translation>
    </message>
    <message>
        <source>It would fetch {file}, {size}, from {host}. Nothing is installed by itself.</source>
        <translation>将从 {host} 下载 {file}（{size}）。不会自动安装任何内容。</translation>
    </message>
    <message>
        <source>Its SHA-256 is not the announced one; it was removed.</source>
        <translation>其 SHA-256 与公告不符，已被删除。</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON 行</translation>
    </message>
    <message>
        <source>Keep it with your important papers, not beside the computer.</source>
        <translation>请与重要文件放在一起，不要放在电脑旁边。</translation>
    </message>
    <message>
        <source>Keep people for</source>
        <translation>人员保留期限</translation>
    </message>
    <message>
        <source>Keep sightings for</source>
        <translation>出现记录保留期限</translation>
    </message>
    <message>
        <source>Keep this face: {caption}</source>
        <translation>保留这张人脸：{caption}</translation>
    </message>
    <message>
        <source>Key added</source>
        <translation>已添加密钥</translation>
    </message>
    <message>
        <source>Key removed</source>
        <translation>已移除密钥</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Kind of events</source>
        <translation>事件种类</translation>
    </message>
    <message>
        <source>Kind of secret</source>
        <translation>凭据种类</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近出现</translation>
    </message>
    <message>
        <source>Lawful basis</source>
        <translation>合法依据</translation>
    </message>
    <message>
        <source>Leave less room above the head.</source>
        <translation>头顶上方留白请少一些。</translation>
    </message>
    <message>
        <source>Leave more room above the head.</source>
        <translation>头顶上方留白请多一些。</translation>
    </message>
    <message>
        <source>Legal obligation</source>
        <translation>法定义务</translation>
    </message>
    <message>
        <source>Legitimate interest</source>
        <translation>正当利益</translation>
    </message>
    <message>
        <source>Less light, please</source>
        <translation>光线请暗一些</translation>
    </message>
    <message>
        <source>Let this computer open it</source>
        <translation>让本机自动打开</translation>
    </message>
    <message>
        <source>Licence of the weights</source>
        <translation>权重的许可证</translation>
    </message>
    <message>
        <source>Licence of the weights…</source>
        <translation>权重的许可证…</translation>
    </message>
    <message>
        <source>Licence: {licence}.</source>
        <translation>许可证：{licence}。</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Licences…</source>
        <translation>许可证…</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Like nobody else here</source>
        <translation>与此处其他人都不同</translation>
    </message>
    <message>
        <source>Likely before looking</source>
        <translation>事先的可能性</translation>
    </message>
    <message>
        <source>Likely different</source>
        <translation>很可能不同</translation>
    </message>
    <message>
        <source>Likely different people</source>
        <translation>很可能是不同的人</translation>
    </message>
    <message>
        <source>Likely same</source>
        <translation>很可能相同</translation>
    </message>
    <message>
        <source>Likely the same person</source>
        <translation>很可能是同一个人</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Liveness</source>
        <translation>活体检测</translation>
    </message>
    <message>
        <source>Loading models…</source>
        <translation>正在加载模型…</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Lock or unlock the gallery</source>
        <translation>锁定或解锁人员库</translation>
    </message>
    <message>
        <source>Lock or unlock the gallery (Ctrl+Alt+L)</source>
        <translation>锁定或解锁人员库 (Ctrl+Alt+L)</translation>
    </message>
    <message>
        <source>Lock the gallery</source>
        <translation>锁定人员库</translation>
    </message>
    <message>
        <source>Lock when idle for</source>
        <translation>闲置多久后锁定</translation>
    </message>
    <message>
        <source>Lock when the computer sleeps</source>
        <translation>电脑睡眠时锁定</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Login and password</source>
        <translation>登录名和密码</translation>
    </message>
    <message>
        <source>Login failed</source>
        <translation>登录失败</translation>
    </message>
    <message>
        <source>Logins</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Look at both faces from close by (double click, mouse wheel, + and -)</source>
        <translation>近看两张人脸（双击、鼠标滚轮、+ 和 -）</translation>
    </message>
    <message>
        <source>Look at the faces on the right, then save.</source>
        <translation>请查看右侧的人脸，然后保存。</translation>
    </message>
    <message>
        <source>Look down</source>
        <translation>请低头</translation>
    </message>
    <message>
        <source>Look down slowly</source>
        <translation>请慢慢低头</translation>
    </message>
    <message>
        <source>Look for a newer version</source>
        <translation>查找新版本</translation>
    </message>
    <message>
        <source>Look for newer versions</source>
        <translation>查找新版本</translation>
    </message>
    <message>
        <source>Look into the camera</source>
        <translation>请看镜头</translation>
    </message>
    <message>
        <source>Look straight ahead</source>
        <translation>请直视前方</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>请抬头</translation>
    </message>
    <message>
        <source>Look up slowly</source>
        <translation>请慢慢抬头</translation>
    </message>
    <message>
        <source>Look-alike decided</source>
        <translation>相似者已判定</translation>
    </message>
    <message>
        <source>Look-alikes</source>
        <translation>相似者</translation>
    </message>
    <message>
        <source>Looking for a newer version failed</source>
        <translation>查找新版本失败</translation>
    </message>
    <message>
        <source>Looking for faces…</source>
        <translation>正在查找人脸…</translation>
    </message>
    <message>
        <source>Looking for people who look alike…</source>
        <translation>正在查找相似的人…</translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>正在查找照片…</translation>
    </message>
    <message>
        <source>Looking into {name}…</source>
        <translation>正在查看 {name}…</translation>
    </message>
    <message>
        <source>Looking through {name}…</source>
        <translation>正在查看 {name}…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>查看中…</translation>
    </message>
    <message>
        <source>Low contrast</source>
        <translation>对比度低</translation>
    </message>
    <message>
        <source>Lower face</source>
        <translation>下半脸</translation>
    </message>
    <message>
        <source>Made by FaceID Desktop. Evidence for a person to weigh, not proof of identity.</source>
        <translation>由 FaceID Desktop 生成。这是供人权衡的证据，不是身份证明。</translation>
    </message>
    <message>
        <source>Made on {day}.</source>
        <translation>制作于 {day}。</translation>
    </message>
    <message>
        <source>Made when the gallery is opened and the last one is that old.</source>
        <translation>打开人员库时，若上一份备份已有这么久，则自动备份。</translation>
    </message>
    <message>
        <source>Make a recovery code…</source>
        <translation>生成恢复码…</translation>
    </message>
    <message>
        <source>Make somebody else administrator first.</source>
        <translation>请先将其他人设为管理员。</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Manual (F1)</source>
        <translation>手册 (F1)</translation>
    </message>
    <message>
        <source>Many photos</source>
        <translation>多张照片</translation>
    </message>
    <message>
        <source>May do everything.</source>
        <translation>可以做任何事。</translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>统计依据</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Merge {name} into …</source>
        <translation>将 {name} 合并到…</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>合并…</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>模型说明卡</translation>
    </message>
    <message>
        <source>Model card…</source>
        <translation>模型说明卡…</translation>
    </message>
    <message>
        <source>Model switched</source>
        <translation>已切换模型</translation>
    </message>
    <message>
        <source>Model {id}</source>
        <translation>模型 {id}</translation>
    </message>
    <message>
        <source>Model {id} · {when}</source>
        <translation>模型 {id} · {when}</translation>
    </message>
    <message>
        <source>More light, please</source>
        <translation>光线请亮一些</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动态效果</translation>
    </message>
    <message>
        <source>Mouth</source>
        <translation>嘴</translation>
    </message>
    <message>
        <source>Mouth closed</source>
        <translation>闭嘴</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Move back a little</source>
        <translation>请稍微后退</translation>
    </message>
    <message>
        <source>Move the face to the middle of the picture.</source>
        <translation>请将脸移到画面中间。</translation>
    </message>
    <message>
        <source>Move the photo to …</source>
        <translation>将照片移到…</translation>
    </message>
    <message>
        <source>Move to another person…</source>
        <translation>移给其他人员…</translation>
    </message>
    <message>
        <source>Move to the middle</source>
        <translation>请移到中间</translation>
    </message>
    <message>
        <source>Movements of the liveness check</source>
        <translation>活体检测的动作</translation>
    </message>
    <message>
        <source>NOW AND BEFORE</source>
        <translation>现在与之前</translation>
    </message>
    <message>
        <source>NVIDIA GPU</source>
        <translation>NVIDIA 显卡</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Name, reference and tags are as they were.</source>
        <translation>姓名、编号和标签已恢复原样。</translation>
    </message>
    <message>
        <source>Names, photos and templates are encrypted. Enter what opens them.</source>
        <translation>姓名、照片和模板均已加密。请输入打开它们的凭据。</translation>
    </message>
    <message>
        <source>Names, photos and templates are encrypted. What should open them?</source>
        <translation>姓名、照片和模板均已加密。要用什么来打开？</translation>
    </message>
    <message>
        <source>Names, photos and templates, with a key that is yours.</source>
        <translation>姓名、照片和模板，用属于您的密钥。</translation>
    </message>
    <message>
        <source>Network address…</source>
        <translation>网络地址…</translation>
    </message>
    <message>
        <source>Network camera</source>
        <translation>网络摄像头</translation>
    </message>
    <message>
        <source>New templates: {done} of {total}</source>
        <translation>新模板：{done}/{total}</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>No GPU, no cameras, default settings; the gallery opens with Ctrl+Alt+L.</source>
        <translation>不使用显卡和摄像头，采用默认设置；按 Ctrl+Alt+L 打开人员库。</translation>
    </message>
    <message>
        <source>No backup was made</source>
        <translation>未能备份</translation>
    </message>
    <message>
        <source>No camera was found. Plug one in.</source>
        <translation>未找到摄像头。请插入一个。</translation>
    </message>
    <message>
        <source>No cloud, no account. Nothing leaves this computer.</source>
        <translation>没有云端，没有账户。数据不会离开本机。</translation>
    </message>
    <message>
        <source>No consent</source>
        <translation>无同意</translation>
    </message>
    <message>
        <source>No face found</source>
        <translation>未找到人脸</translation>
    </message>
    <message>
        <source>No frame was good enough</source>
        <translation>没有足够好的画面</translation>
    </message>
    <message>
        <source>No good photo</source>
        <translation>没有合格照片</translation>
    </message>
    <message>
        <source>No living person was seen</source>
        <translation>未检测到活体</translation>
    </message>
    <message>
        <source>No model bundle in {path}. Install one there.</source>
        <translation>{path} 中没有模型包。请在那里安装一个。</translation>
    </message>
    <message>
        <source>No movement: my word for it</source>
        <translation>不做动作：由我担保</translation>
    </message>
    <message>
        <source>No package for the GPU is announced for this system.</source>
        <translation>公告中没有适用于此系统的显卡版软件包。</translation>
    </message>
    <message>
        <source>No photo could be used</source>
        <translation>没有可用的照片</translation>
    </message>
    <message>
        <source>No score is enough for the rate that was set</source>
        <translation>任何分数都达不到所设的误匹配率</translation>
    </message>
    <message>
        <source>No text came with this part. Its licence: {licence}</source>
        <translation>该组成部分没有附带文本。其许可证：{licence}</translation>
    </message>
    <message>
        <source>No valid consent {count}</source>
        <translation>无有效同意 {count}</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>Nobody enrolled looks alike.</source>
        <translation>已录入的人中没有相似者。</translation>
    </message>
    <message>
        <source>Nobody fits</source>
        <translation>没有符合的人</translation>
    </message>
    <message>
        <source>Nobody is called so</source>
        <translation>没有叫这个名字的人</translation>
    </message>
    <message>
        <source>Nobody is enrolled yet</source>
        <translation>尚未录入任何人</translation>
    </message>
    <message>
        <source>Nobody is enrolled yet; faces are followed without a name.</source>
        <translation>尚未录入任何人；人脸会被跟踪，但没有姓名。</translation>
    </message>
    <message>
        <source>Nobody logs in. Whoever opens the gallery on this computer may do everything.</source>
        <translation>无人登录。在本机打开人员库的人可以做任何事。</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>尚无</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>尚无。</translation>
    </message>
    <message>
        <source>Nose</source>
        <translation>鼻子</translation>
    </message>
    <message>
        <source>Nose and mouth</source>
        <translation>鼻子和嘴</translation>
    </message>
    <message>
        <source>Not clear</source>
        <translation>不明确</translation>
    </message>
    <message>
        <source>Not clear either way</source>
        <translation>无法明确判断</translation>
    </message>
    <message>
        <source>Not clear enough</source>
        <translation>不够清晰</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>未能触及</translation>
    </message>
    <message>
        <source>Not seen for a year</source>
        <translation>一年未出现</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Nothing chosen yet</source>
        <translation>尚未选择</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>尚无任何事件</translation>
    </message>
    <message>
        <source>Nothing is called so.</source>
        <translation>没有这个名称。</translation>
    </message>
    <message>
        <source>Nothing is called so. Try another word.</source>
        <translation>没有这个名称。请换一个词试试。</translation>
    </message>
    <message>
        <source>Nothing is changed by a wrong one.</source>
        <translation>输入错误不会改变任何内容。</translation>
    </message>
    <message>
        <source>Nothing is encrypted anew for it.</source>
        <translation>无须重新加密任何内容。</translation>
    </message>
    <message>
        <source>Nothing is left in any file of this program.</source>
        <translation>本程序的任何文件中都没有残留。</translation>
    </message>
    <message>
        <source>Nothing is recorded.</source>
        <translation>不作任何记录。</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>没有可撤销的操作</translation>
    </message>
    <message>
        <source>Now and before</source>
        <translation>现在与之前</translation>
    </message>
    <message>
        <source>Number in another system, if there is one</source>
        <translation>在其他系统中的编号（如有）</translation>
    </message>
    <message>
        <source>Of searches for people who are not enrolled, at most this share may give a name.</source>
        <translation>在对未录入者的检索中，最多允许这一比例给出姓名。</translation>
    </message>
    <message>
        <source>Of the whole window, from the moment you choose it.</source>
        <translation>整个窗口的语言，选择后立即生效。</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Older ones go by themselves.</source>
        <translation>更早的会自动删除。</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>On paper, for when all else is lost.</source>
        <translation>写在纸上，以备其他方式全部失效。</translation>
    </message>
    <message>
        <source>Once a day the maker&apos;s page is asked. Nothing about you or the gallery is told.</source>
        <translation>每天询问一次制作者的页面。不会透露您或人员库的任何信息。</translation>
    </message>
    <message>
        <source>One face only, please</source>
        <translation>画面中只能有一张人脸</translation>
    </message>
    <message>
        <source>One person only</source>
        <translation>只有一人</translation>
    </message>
    <message>
        <source>One side is too dark</source>
        <translation>有一侧太暗</translation>
    </message>
    <message>
        <source>One side of the face is darker: light it from the front.</source>
        <translation>脸的一侧较暗：请从正前方打光。</translation>
    </message>
    <message>
        <source>Only the last operations on people can be taken back.</source>
        <translation>只能撤销最近一次对人员的操作。</translation>
    </message>
    <message>
        <source>Only this computer can open it: add a passphrase or a recovery code.</source>
        <translation>只有本机能打开它：请添加口令或恢复码。</translation>
    </message>
    <message>
        <source>Only when I ask</source>
        <translation>仅在我询问时</translation>
    </message>
    <message>
        <source>Open a folder of photos</source>
        <translation>打开照片文件夹</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Open a photo for side {side}</source>
        <translation>为 {side} 侧打开照片</translation>
    </message>
    <message>
        <source>Open a video</source>
        <translation>打开视频</translation>
    </message>
    <message>
        <source>Open photo {side}</source>
        <translation>打开照片 {side}</translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation>打开照片</translation>
    </message>
    <message>
        <source>Open photos…</source>
        <translation>打开照片…</translation>
    </message>
    <message>
        <source>Open the cover of the camera or switch on a light.</source>
        <translation>请打开镜头盖或开灯。</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>打开数据文件夹</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open the selected pair with all evidence (Enter)</source>
        <translation>打开所选照片对及全部证据 (Enter)</translation>
    </message>
    <message>
        <source>Open your eyes</source>
        <translation>请睁开眼睛</translation>
    </message>
    <message>
        <source>Open your mouth</source>
        <translation>请张嘴</translation>
    </message>
    <message>
        <source>Opening the camera…</source>
        <translation>正在打开摄像头…</translation>
    </message>
    <message>
        <source>Opening the mouth only</source>
        <translation>只张嘴</translation>
    </message>
    <message>
        <source>Opening the video…</source>
        <translation>正在打开视频…</translation>
    </message>
    <message>
        <source>Opening {camera}…</source>
        <translation>正在打开 {camera}…</translation>
    </message>
    <message>
        <source>Opens the gallery for whoever is logged in to your account.</source>
        <translation>登录您账户的人都能打开人员库。</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Operator added</source>
        <translation>已添加操作员</translation>
    </message>
    <message>
        <source>Operator removed</source>
        <translation>已移除操作员</translation>
    </message>
    <message>
        <source>Operator {subject} was changed from outside.</source>
        <translation>操作员 {subject} 被外部修改。</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Operators and roles</source>
        <translation>操作员与角色</translation>
    </message>
    <message>
        <source>Optional: photos and videos do as well. Nothing is recorded, and nobody is searched for.</source>
        <translation>可选：也可以使用照片和视频。不会记录任何内容，也不会检索任何人。</translation>
    </message>
    <message>
        <source>Ordered</source>
        <translation>下令时间</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>PDF PNG export</source>
        <translation>PDF PNG 导出</translation>
    </message>
    <message>
        <source>PDF document</source>
        <translation>PDF 文档</translation>
    </message>
    <message>
        <source>PHOTOS</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>PNG 图片</translation>
    </message>
    <message>
        <source>Page of the manual</source>
        <translation>手册页面</translation>
    </message>
    <message>
        <source>Pairs of one person</source>
        <translation>同一人的照片对</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>再次输入口令</translation>
    </message>
    <message>
        <source>Passport photo…</source>
        <translation>证件照…</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>再次输入密码</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>密码已更改</translation>
    </message>
    <message>
        <source>Password of {login}</source>
        <translation>{login} 的密码</translation>
    </message>
    <message>
        <source>Password…</source>
        <translation>密码…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Paste a photo</source>
        <translation>粘贴照片</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>People are kept in a gallery that is encrypted from the start. What should open it? You get a recovery code to print, for when all else is lost.</source>
        <translation>人员保存在人员库中，从一开始就加密。要用什么来打开它？您会得到一个可打印的恢复码，以备其他方式全部失效。</translation>
    </message>
    <message>
        <source>People as a table</source>
        <translation>以表格显示人员</translation>
    </message>
    <message>
        <source>People found</source>
        <translation>找到的人员</translation>
    </message>
    <message>
        <source>People that would be imported</source>
        <translation>将要导入的人员</translation>
    </message>
    <message>
        <source>People who look alike</source>
        <translation>相似的人</translation>
    </message>
    <message>
        <source>Perhaps already enrolled</source>
        <translation>可能已经录入</translation>
    </message>
    <message>
        <source>Perhaps already enrolled as {name}</source>
        <translation>可能已录入为 {name}</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Person before the camera</source>
        <translation>镜头前的人</translation>
    </message>
    <message>
        <source>Person enrolled</source>
        <translation>已录入人员</translation>
    </message>
    <message>
        <source>Person erased</source>
        <translation>已彻底删除人员</translation>
    </message>
    <message>
        <source>Person renamed</source>
        <translation>已更改人员姓名</translation>
    </message>
    <message>
        <source>Person split</source>
        <translation>已拆分人员</translation>
    </message>
    <message>
        <source>Person {number}</source>
        <translation>第 {number} 人</translation>
    </message>
    <message>
        <source>Person {subject} is gone without an erasure.</source>
        <translation>人员 {subject} 未经彻底删除程序就消失了。</translation>
    </message>
    <message>
        <source>Person {subject} was changed from outside.</source>
        <translation>人员 {subject} 被外部修改。</translation>
    </message>
    <message>
        <source>Persons merged</source>
        <translation>已合并人员</translation>
    </message>
    <message>
        <source>Photo A</source>
        <translation>照片 A</translation>
    </message>
    <message>
        <source>Photo A: {name}</source>
        <translation>照片 A：{name}</translation>
    </message>
    <message>
        <source>Photo B</source>
        <translation>照片 B</translation>
    </message>
    <message>
        <source>Photo B: {name}</source>
        <translation>照片 B：{name}</translation>
    </message>
    <message>
        <source>Photo moved</source>
        <translation>已移动照片</translation>
    </message>
    <message>
        <source>Photo removed</source>
        <translation>已移除照片</translation>
    </message>
    <message>
        <source>Photo {side}</source>
        <translation>照片 {side}</translation>
    </message>
    <message>
        <source>Photo {side} is being analysed</source>
        <translation>正在分析照片 {side}</translation>
    </message>
    <message>
        <source>Photo {side}: {why}</source>
        <translation>照片 {side}：{why}</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Photos added</source>
        <translation>已添加照片</translation>
    </message>
    <message>
        <source>Photos are grouped where the evidence, averaged over all pairs, is at least {limit}.</source>
        <translation>所有照片对的平均证据至少为 {limit} 时归为一组。</translation>
    </message>
    <message>
        <source>Photos of any quality</source>
        <translation>任意质量的照片</translation>
    </message>
    <message>
        <source>Photos of this person</source>
        <translation>此人的照片</translation>
    </message>
    <message>
        <source>Photos, templates, consent, sightings and the key are destroyed, in the gallery and in its backups. This cannot be taken back.</source>
        <translation>照片、模板、同意、出现记录和密钥都会从人员库及其备份中销毁。此操作无法撤销。</translation>
    </message>
    <message>
        <source>Picture of the camera</source>
        <translation>摄像头画面</translation>
    </message>
    <message>
        <source>Picture on a web page</source>
        <translation>网页上的图片</translation>
    </message>
    <message>
        <source>Plain background</source>
        <translation>背景纯净</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Plug in {camera}, or choose another one.</source>
        <translation>请插入 {camera}，或选择其他摄像头。</translation>
    </message>
    <message>
        <source>Plug in {camera}; the picture comes back by itself.</source>
        <translation>请插入 {camera}，画面会自动恢复。</translation>
    </message>
    <message>
        <source>Plug it in again; the picture comes back by itself.</source>
        <translation>请重新插入，画面会自动恢复。</translation>
    </message>
    <message>
        <source>Plug it in, or choose another camera.</source>
        <translation>请插入，或选择其他摄像头。</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>特征点</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Privacy and gallery</source>
        <translation>隐私与人员库</translation>
    </message>
    <message>
        <source>Probability after looking</source>
        <translation>比对后的概率</translation>
    </message>
    <message>
        <source>Probability, if {odds} pairs match</source>
        <translation>概率（假设 {odds} 的照片对为同一人）</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>导入进度</translation>
    </message>
    <message>
        <source>Protects copies of the gallery, not this disk: the key lies on it.</source>
        <translation>它保护人员库的副本，但不保护本磁盘：密钥就在磁盘上。</translation>
    </message>
    <message>
        <source>Public task</source>
        <translation>公共职责</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Put this notice away</source>
        <translation>收起此通知</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Quit and start the program as usual to have this page again.</source>
        <translation>退出后以正常方式启动程序，即可重新使用此页面。</translation>
    </message>
    <message>
        <source>Read aloud and agreed</source>
        <translation>朗读并同意</translation>
    </message>
    <message>
        <source>Read and agreed on screen</source>
        <translation>在屏幕上阅读并同意</translation>
    </message>
    <message>
        <source>Reading the evidence</source>
        <translation>解读证据</translation>
    </message>
    <message>
        <source>Reads and exports the audit log; sees no faces.</source>
        <translation>可以查看和导出审计日志；看不到人脸。</translation>
    </message>
    <message>
        <source>Recent photos</source>
        <translation>最近的照片</translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation>识别与比对</translation>
    </message>
    <message>
        <source>Recognition at this desk</source>
        <translation>在此工作台进行识别</translation>
    </message>
    <message>
        <source>Record a new one for {person}.</source>
        <translation>请为 {person} 重新登记。</translation>
    </message>
    <message>
        <source>Record of {name}</source>
        <translation>{name} 的档案</translation>
    </message>
    <message>
        <source>Record strangers too</source>
        <translation>也记录陌生人</translation>
    </message>
    <message>
        <source>Record the consent before you enrol {person}.</source>
        <translation>录入 {person} 之前请先登记同意。</translation>
    </message>
    <message>
        <source>Record who was seen</source>
        <translation>记录出现的人</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>档案…</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>减弱</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove all accounts</source>
        <translation>移除所有账户</translation>
    </message>
    <message>
        <source>Remove all photos (Ctrl+L)</source>
        <translation>移除所有照片 (Ctrl+L)</translation>
    </message>
    <message>
        <source>Remove photo {side}</source>
        <translation>移除照片 {side}</translation>
    </message>
    <message>
        <source>Remove tag</source>
        <translation>移除标签</translation>
    </message>
    <message>
        <source>Remove the photo {name}</source>
        <translation>移除照片 {name}</translation>
    </message>
    <message>
        <source>Remove the photos</source>
        <translation>移除照片</translation>
    </message>
    <message>
        <source>Remove this photo</source>
        <translation>移除这张照片</translation>
    </message>
    <message>
        <source>Remove this way into the gallery?</source>
        <translation>移除这种打开人员库的方式？</translation>
    </message>
    <message>
        <source>Remove {login}</source>
        <translation>移除 {login}</translation>
    </message>
    <message>
        <source>Remove {login}?</source>
        <translation>移除 {login}？</translation>
    </message>
    <message>
        <source>Remove {way}</source>
        <translation>移除{way}</translation>
    </message>
    <message>
        <source>Removes all accounts; nobody has to log in any more</source>
        <translation>移除所有账户；此后无须登录</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>Require</source>
        <translation>必须通过</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Reset {title} to {value}</source>
        <translation>将“{title}”重置为 {value}</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>Restore a backup and look into the audit log.</source>
        <translation>请恢复备份，并查看审计日志。</translation>
    </message>
    <message>
        <source>Restore a backup. The file was left untouched.</source>
        <translation>请恢复备份。该文件未被改动。</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>恢复备份…</translation>
    </message>
    <message>
        <source>Restore the backup of {when}</source>
        <translation>恢复 {when} 的备份</translation>
    </message>
    <message>
        <source>Restore the backup “{what}”?</source>
        <translation>恢复备份“{what}”？</translation>
    </message>
    <message>
        <source>Restored: {people}.</source>
        <translation>已恢复：{people}。</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Restoring…</source>
        <translation>正在恢复…</translation>
    </message>
    <message>
        <source>Retention carried out</source>
        <translation>已执行保留期限规则</translation>
    </message>
    <message>
        <source>Review and save</source>
        <translation>检查并保存</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Role changed</source>
        <translation>角色已更改</translation>
    </message>
    <message>
        <source>Role of {login}</source>
        <translation>{login} 的角色</translation>
    </message>
    <message>
        <source>Round each eye</source>
        <translation>眼睛周围</translation>
    </message>
    <message>
        <source>Rule changed</source>
        <translation>规则已更改</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Rules for document photos</source>
        <translation>证件照规则</translation>
    </message>
    <message>
        <source>Runs on {device}</source>
        <translation>运行于 {device}</translation>
    </message>
    <message>
        <source>Runs on {device}.</source>
        <translation>运行于 {device}。</translation>
    </message>
    <message>
        <source>STEP 1 OF 3 · PERSON AND CONSENT</source>
        <translation>第 1 步，共 3 步 · 人员与同意</translation>
    </message>
    <message>
        <source>STEP 2 OF 3 · CAPTURE</source>
        <translation>第 2 步，共 3 步 · 采集</translation>
    </message>
    <message>
        <source>STEP 3 OF 3 · REVIEW</source>
        <translation>第 3 步，共 3 步 · 检查</translation>
    </message>
    <message>
        <source>Safe mode</source>
        <translation>安全模式</translation>
    </message>
    <message>
        <source>Safe mode: what you change here is forgotten at the end.</source>
        <translation>安全模式：在此更改的内容退出后不会保留。</translation>
    </message>
    <message>
        <source>Safer: a stolen computer or disk does not give the faces away.</source>
        <translation>更安全：电脑或磁盘被盗也不会泄露人脸。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save all pairs as a table, or a report with the groups (Ctrl+S)</source>
        <translation>将所有照片对保存为表格，或保存含分组的报告 (Ctrl+S)</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>另存为 CSV…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>另存为 PDF…</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>保存更改</translation>
    </message>
    <message>
        <source>Save diagnostics</source>
        <translation>保存诊断信息</translation>
    </message>
    <message>
        <source>Save diagnostics…</source>
        <translation>保存诊断信息…</translation>
    </message>
    <message>
        <source>Save face</source>
        <translation>保存人脸</translation>
    </message>
    <message>
        <source>Save face…</source>
        <translation>保存人脸…</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Save table…</source>
        <translation>保存表格…</translation>
    </message>
    <message>
        <source>Save the certificate</source>
        <translation>保存证明</translation>
    </message>
    <message>
        <source>Save the certificates…</source>
        <translation>保存证明…</translation>
    </message>
    <message>
        <source>Save the certificate…</source>
        <translation>保存证明…</translation>
    </message>
    <message>
        <source>Save the evidence as PDF or PNG (Ctrl+S), or drag it elsewhere</source>
        <translation>将证据保存为 PDF 或 PNG (Ctrl+S)，或拖到别处</translation>
    </message>
    <message>
        <source>Save the recovery code</source>
        <translation>保存恢复码</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>Save the timeline</source>
        <translation>保存时间线</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>已保存 {name}</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Say first that the code is in a safe place. It cannot be shown again.</source>
        <translation>请先确认恢复码已妥善保管。它无法再次显示。</translation>
    </message>
    <message>
        <source>Scores in the shaded band, the grey zone, are called not clear either way.</source>
        <translation>阴影区间（灰区）内的分数判为“无法明确判断”。</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search by name, reference or tag</source>
        <translation>按姓名、编号或标签搜索</translation>
    </message>
    <message>
        <source>Search file names</source>
        <translation>搜索文件名</translation>
    </message>
    <message>
        <source>Search for another name or tag.</source>
        <translation>请搜索其他姓名或标签。</translation>
    </message>
    <message>
        <source>Search people</source>
        <translation>搜索人员</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>See a comparison with two drawn portraits of nobody, or enrol the first person. F1 opens the manual anywhere, Ctrl+K finds every command.</source>
        <translation>看看两张无名肖像画的比对，或录入第一个人。任何时候按 F1 打开手册，按 Ctrl+K 查找所有命令。</translation>
    </message>
    <message>
        <source>See what would be fetched</source>
        <translation>查看将下载的内容</translation>
    </message>
    <message>
        <source>Seen at any time</source>
        <translation>任何时间出现</translation>
    </message>
    <message>
        <source>Seen just now by {camera}</source>
        <translation>刚刚由 {camera} 看到</translation>
    </message>
    <message>
        <source>Seen since yesterday</source>
        <translation>昨天以来出现</translation>
    </message>
    <message>
        <source>Seen within 30 days</source>
        <translation>30 天内出现</translation>
    </message>
    <message>
        <source>Seen within 7 days</source>
        <translation>7 天内出现</translation>
    </message>
    <message>
        <source>Set up the key</source>
        <translation>设置密钥</translation>
    </message>
    <message>
        <source>Set up the key…</source>
        <translation>设置密钥…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Settings and keys</source>
        <translation>设置与密钥</translation>
    </message>
    <message>
        <source>Settings of the section</source>
        <translation>本分类的设置</translation>
    </message>
    <message>
        <source>Share of the video that is analysed</source>
        <translation>已分析的视频比例</translation>
    </message>
    <message>
        <source>Sharp</source>
        <translation>清晰</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>清晰度</translation>
    </message>
    <message>
        <source>Show it in its folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Show pairs with this verdict</source>
        <translation>显示此结论的照片对</translation>
    </message>
    <message>
        <source>Show person</source>
        <translation>显示人员</translation>
    </message>
    <message>
        <source>Show the 68 points that were found</source>
        <translation>显示找到的 68 个特征点</translation>
    </message>
    <message>
        <source>Show the pairs of all photos again</source>
        <translation>重新显示所有照片的配对</translation>
    </message>
    <message>
        <source>Show the parts of the face that the model looks at</source>
        <translation>显示模型所看的脸部区域</translation>
    </message>
    <message>
        <source>Show the whole photos again (0)</source>
        <translation>重新显示整张照片 (0)</translation>
    </message>
    <message>
        <source>Show which parts speak for one person (blue) and which against (orange, hatched)</source>
        <translation>显示哪些部分支持为同一人（蓝色）、哪些反对（橙色斜线）</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排查看</translation>
    </message>
    <message>
        <source>Sightings erased</source>
        <translation>已清除出现记录</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Signed on paper</source>
        <translation>书面签署</translation>
    </message>
    <message>
        <source>Since {day}.</source>
        <translation>自 {day} 起。</translation>
    </message>
    <message>
        <source>Single-user mode</source>
        <translation>单用户模式</translation>
    </message>
    <message>
        <source>Size of the head</source>
        <translation>头部大小</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Skip the check</source>
        <translation>跳过检测</translation>
    </message>
    <message>
        <source>So long an ordered erasure can be taken back; nobody is matched with the person.</source>
        <translation>在此期限内，已下令的彻底删除可以取消；其间不会匹配此人。</translation>
    </message>
    <message>
        <source>Somebody has to stay administrator</source>
        <translation>必须有人担任管理员</translation>
    </message>
    <message>
        <source>Something could not be reached; it is named below.</source>
        <translation>有些内容无法触及，列于下方。</translation>
    </message>
    <message>
        <source>Something could not be reached; the certificates name it.</source>
        <translation>有些内容无法触及，证明中已列出。</translation>
    </message>
    <message>
        <source>Something is left in {where}.</source>
        <translation>{where} 中仍有残留。</translation>
    </message>
    <message>
        <source>Something was changed from outside. The Audit page says what.</source>
        <translation>有内容被外部修改。详情见“审计”页面。</translation>
    </message>
    <message>
        <source>Something went wrong inside the program</source>
        <translation>程序内部出错</translation>
    </message>
    <message>
        <source>Staff, visitor …</source>
        <translation>员工、访客 …</translation>
    </message>
    <message>
        <source>Stand before a plain, light wall.</source>
        <translation>请站在纯净的浅色墙壁前。</translation>
    </message>
    <message>
        <source>Start again in safe mode</source>
        <translation>以安全模式重新启动</translation>
    </message>
    <message>
        <source>Start camera</source>
        <translation>启动摄像头</translation>
    </message>
    <message>
        <source>Start in safe mode</source>
        <translation>以安全模式启动</translation>
    </message>
    <message>
        <source>Start the camera</source>
        <translation>启动摄像头</translation>
    </message>
    <message>
        <source>Start the camera; the best of a few good frames is compared with the document.</source>
        <translation>请启动摄像头；将从几张合格画面中取最好的一张与证件比对。</translation>
    </message>
    <message>
        <source>Step {n} of {total}</source>
        <translation>第 {n} 步，共 {total} 步</translation>
    </message>
    <message>
        <source>Still loading.</source>
        <translation>仍在加载。</translation>
    </message>
    <message>
        <source>Stillness</source>
        <translation>静止</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopped. What has arrived is kept: download to the same folder to go on.</source>
        <translation>已停止。已下载的部分保留：下载到同一文件夹即可继续。</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>交换</translation>
    </message>
    <message>
        <source>Swap the photos</source>
        <translation>交换照片</translation>
    </message>
    <message>
        <source>Swap the two photos</source>
        <translation>交换两张照片</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Table of all pairs</source>
        <translation>所有照片对的表格</translation>
    </message>
    <message>
        <source>Table of photos</source>
        <translation>照片表格</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Table…</source>
        <translation>表格…</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tag for everybody who is chosen</source>
        <translation>给所有选中的人加标签</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tags changed</source>
        <translation>标签已更改</translation>
    </message>
    <message>
        <source>Take a better picture.</source>
        <translation>请拍一张更好的。</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Takes effect at the next start</source>
        <translation>下次启动时生效</translation>
    </message>
    <message>
        <source>Tell when this person is seen</source>
        <translation>此人出现时提醒</translation>
    </message>
    <message>
        <source>Templates made anew</source>
        <translation>已重新生成模板</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>许可证文本</translation>
    </message>
    <message>
        <source>That is not the right secret</source>
        <translation>凭据不正确</translation>
    </message>
    <message>
        <source>The added photos are removed again.</source>
        <translation>添加的照片已重新移除。</translation>
    </message>
    <message>
        <source>The aligned face; drag it into another program or a folder</source>
        <translation>对齐的人脸；可拖到其他程序或文件夹</translation>
    </message>
    <message>
        <source>The audit log does not hold</source>
        <translation>审计日志不可信</translation>
    </message>
    <message>
        <source>The audit log holds</source>
        <translation>审计日志完好</translation>
    </message>
    <message>
        <source>The bundle has no such file.</source>
        <translation>模型包中没有这个文件。</translation>
    </message>
    <message>
        <source>The camera gives no picture</source>
        <translation>摄像头没有画面</translation>
    </message>
    <message>
        <source>The camera is in use</source>
        <translation>摄像头正被占用</translation>
    </message>
    <message>
        <source>The camera is off</source>
        <translation>摄像头已关闭</translation>
    </message>
    <message>
        <source>The camera may not be used</source>
        <translation>不允许使用摄像头</translation>
    </message>
    <message>
        <source>The camera was unplugged</source>
        <translation>摄像头被拔出</translation>
    </message>
    <message>
        <source>The camera works. No face is found yet: look at it, with light on your face.</source>
        <translation>摄像头工作正常。尚未找到人脸：请面向镜头，让光照在脸上。</translation>
    </message>
    <message>
        <source>The cameras of this computer, and whether they give a picture.</source>
        <translation>本机的摄像头，以及它们是否有画面。</translation>
    </message>
    <message>
        <source>The change was not saved</source>
        <translation>更改未保存</translation>
    </message>
    <message>
        <source>The check was not passed</source>
        <translation>未通过检测</translation>
    </message>
    <message>
        <source>The colours of the window. High contrast is for eyes that need it.</source>
        <translation>窗口的颜色。高对比度适合需要它的眼睛。</translation>
    </message>
    <message>
        <source>The consent is not valid</source>
        <translation>同意无效</translation>
    </message>
    <message>
        <source>The copy {where} could not be rewritten.</source>
        <translation>副本 {where} 无法重写。</translation>
    </message>
    <message>
        <source>The disk has no room to rewrite {where}.</source>
        <translation>磁盘空间不足，无法重写 {where}。</translation>
    </message>
    <message>
        <source>The entry is whole again.</source>
        <translation>条目已恢复完整。</translation>
    </message>
    <message>
        <source>The evidence is in the clipboard.</source>
        <translation>证据已复制到剪贴板。</translation>
    </message>
    <message>
        <source>The eyes are closed. Use a picture with open eyes.</source>
        <translation>眼睛闭着。请使用睁眼的照片。</translation>
    </message>
    <message>
        <source>The face has little contrast. Use clearer light.</source>
        <translation>人脸对比度太低。请使用光线更清晰的照片。</translation>
    </message>
    <message>
        <source>The face is blurred. Use a sharper picture.</source>
        <translation>人脸模糊。请使用更清晰的照片。</translation>
    </message>
    <message>
        <source>The face is blurred: hold still, or set the focus.</source>
        <translation>人脸模糊：请保持不动，或调整对焦。</translation>
    </message>
    <message>
        <source>The face is overexposed. Use a darker picture.</source>
        <translation>人脸曝光过度。请使用较暗的照片。</translation>
    </message>
    <message>
        <source>The face is too bright.</source>
        <translation>脸太亮。</translation>
    </message>
    <message>
        <source>The face is too dark.</source>
        <translation>脸太暗。</translation>
    </message>
    <message>
        <source>The face is too dark. Use a brighter picture.</source>
        <translation>人脸太暗。请使用更亮的照片。</translation>
    </message>
    <message>
        <source>The face is too small. Use a larger picture.</source>
        <translation>人脸太小。请使用更大的照片。</translation>
    </message>
    <message>
        <source>The faces as the model saw them</source>
        <translation>模型所看到的人脸</translation>
    </message>
    <message>
        <source>The file is cut off or damaged. Copy it again from where it came from.</source>
        <translation>文件不完整或已损坏。请从来源处重新复制。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件为空。</translation>
    </message>
    <message>
        <source>The file {where} could not be searched.</source>
        <translation>文件 {where} 无法搜索。</translation>
    </message>
    <message>
        <source>The first one is made when the gallery is next opened.</source>
        <translation>下次打开人员库时制作第一份。</translation>
    </message>
    <message>
        <source>The folder is made with the first person.</source>
        <translation>录入第一个人时建立该文件夹。</translation>
    </message>
    <message>
        <source>The gallery cannot be opened</source>
        <translation>无法打开人员库</translation>
    </message>
    <message>
        <source>The gallery has its key. Others are added in the settings.</source>
        <translation>人员库已有密钥。可在设置中添加其他密钥。</translation>
    </message>
    <message>
        <source>The gallery is already open</source>
        <translation>人员库已被打开</translation>
    </message>
    <message>
        <source>The gallery is damaged</source>
        <translation>人员库已损坏</translation>
    </message>
    <message>
        <source>The gallery is locked</source>
        <translation>人员库已锁定</translation>
    </message>
    <message>
        <source>The gallery lies on a network drive</source>
        <translation>人员库位于网络盘上</translation>
    </message>
    <message>
        <source>The gallery needs a secret</source>
        <translation>人员库需要凭据</translation>
    </message>
    <message>
        <source>The gallery opens once the models are loaded.</source>
        <translation>模型加载后即打开人员库。</translation>
    </message>
    <message>
        <source>The graphics card is faster; without one the processor does it.</source>
        <translation>显卡更快；没有显卡则使用处理器。</translation>
    </message>
    <message>
        <source>The head is tilted. Use a picture with the head upright and level.</source>
        <translation>头部歪斜。请使用头部端正的照片。</translation>
    </message>
    <message>
        <source>The head is turned away. Use a picture from the front.</source>
        <translation>脸转向一侧。请使用正面照片。</translation>
    </message>
    <message>
        <source>The light should come from the front</source>
        <translation>光线应来自正前方</translation>
    </message>
    <message>
        <source>The list cannot be read</source>
        <translation>无法读取列表</translation>
    </message>
    <message>
        <source>The list of erased persons cannot be trusted</source>
        <translation>彻底删除名单不可信</translation>
    </message>
    <message>
        <source>The list of erased persons was missing</source>
        <translation>彻底删除名单曾经缺失</translation>
    </message>
    <message>
        <source>The list of pairs cannot be used</source>
        <translation>照片对列表无法使用</translation>
    </message>
    <message>
        <source>The log begins with the gallery.</source>
        <translation>日志从建立人员库时开始。</translation>
    </message>
    <message>
        <source>The log does not know person {subject}.</source>
        <translation>日志中没有人员 {subject}。</translation>
    </message>
    <message>
        <source>The log was written anew, or an older gallery was worked on.</source>
        <translation>日志被重写，或曾在旧的人员库上继续操作。</translation>
    </message>
    <message>
        <source>The log&apos;s note was missing</source>
        <translation>日志的末尾标记曾经缺失</translation>
    </message>
    <message>
        <source>The models are damaged</source>
        <translation>模型已损坏</translation>
    </message>
    <message>
        <source>The models are missing</source>
        <translation>缺少模型</translation>
    </message>
    <message>
        <source>The models are still loading</source>
        <translation>模型仍在加载</translation>
    </message>
    <message>
        <source>The new one</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>The new one again</source>
        <translation>再次输入新口令</translation>
    </message>
    <message>
        <source>The new person is removed again.</source>
        <translation>新人员已重新移除。</translation>
    </message>
    <message>
        <source>The note on the end of the log is damaged.</source>
        <translation>日志的末尾标记已损坏。</translation>
    </message>
    <message>
        <source>The note on the end of the log is gone; a cut end could not be seen.</source>
        <translation>日志的末尾标记不见了，无法看出末尾是否被截断。</translation>
    </message>
    <message>
        <source>The package did not arrive whole</source>
        <translation>软件包未完整下载</translation>
    </message>
    <message>
        <source>The package {file} was refused</source>
        <translation>软件包 {file} 已被拒绝</translation>
    </message>
    <message>
        <source>The page handed over only a link, and this program never downloads. Save the picture first.</source>
        <translation>该页面只提供了链接，而本程序从不下载。请先保存图片。</translation>
    </message>
    <message>
        <source>The password is too short</source>
        <translation>密码太短</translation>
    </message>
    <message>
        <source>The person has read the text and agrees</source>
        <translation>本人已阅读文本并同意</translation>
    </message>
    <message>
        <source>The photo</source>
        <translation>照片</translation>
    </message>
    <message numerus="yes">
        <source>The photo has %n faces.</source>
        <translation>
            <numerusform>照片中有 %Ln 张人脸。</numerusform>
        </translation>
    </message>
    <message>
        <source>The photo is back where it was.</source>
        <translation>照片已移回原处。</translation>
    </message>
    <message>
        <source>The photo is back.</source>
        <translation>照片已恢复。</translation>
    </message>
    <message>
        <source>The photo is gone</source>
        <translation>照片不见了</translation>
    </message>
    <message>
        <source>The photo keeps all rules.</source>
        <translation>照片符合所有规则。</translation>
    </message>
    <message>
        <source>The picture has too many pixels. Save a smaller copy.</source>
        <translation>图片像素过多。请保存较小的副本。</translation>
    </message>
    <message>
        <source>The picture is black</source>
        <translation>画面全黑</translation>
    </message>
    <message>
        <source>The picture is too small to hold a face.</source>
        <translation>图片太小，容不下一张人脸。</translation>
    </message>
    <message>
        <source>The picture stands still</source>
        <translation>画面静止不动</translation>
    </message>
    <message>
        <source>The present one</source>
        <translation>当前口令</translation>
    </message>
    <message>
        <source>The program, the licences of its parts, and help when something is wrong.</source>
        <translation>本程序、各组成部分的许可证，以及出错时的帮助。</translation>
    </message>
    <message>
        <source>The recording has too few frames in which the face is good enough.</source>
        <translation>录像中人脸足够清楚的画面太少。</translation>
    </message>
    <message>
        <source>The report is ready now; drag it again.</source>
        <translation>报告已准备好；请再次拖动。</translation>
    </message>
    <message>
        <source>The rule {subject} was changed from outside.</source>
        <translation>规则 {subject} 被外部修改。</translation>
    </message>
    <message>
        <source>The same before the camera of the Identify page.</source>
        <translation>在“识别”页面的摄像头前同样如此。</translation>
    </message>
    <message>
        <source>The same in powers of ten: +3 is a thousand times.</source>
        <translation>同样的值，以十的幂表示：+3 即一千倍。</translation>
    </message>
    <message>
        <source>The same person: add these photos</source>
        <translation>是同一个人：添加这些照片</translation>
    </message>
    <message>
        <source>The settings require a passed check. Enrol at the camera, or confirm it yourself.</source>
        <translation>设置要求必须通过检测。请用摄像头录入，或由您本人确认。</translation>
    </message>
    <message>
        <source>The signed announcement does not name it with an address.</source>
        <translation>已签名的公告未给出它的下载地址。</translation>
    </message>
    <message>
        <source>The strongest pairs</source>
        <translation>最强的照片对</translation>
    </message>
    <message>
        <source>The two are no longer noted as two people.</source>
        <translation>不再标记两人为不同的人。</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>两次输入不一致。</translation>
    </message>
    <message>
        <source>The two entries are separate again.</source>
        <translation>两个条目已重新分开。</translation>
    </message>
    <message>
        <source>The video has ended</source>
        <translation>视频已播放完毕</translation>
    </message>
    <message>
        <source>The watch list is as it was.</source>
        <translation>关注名单已恢复原样。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>There is no gallery yet</source>
        <translation>尚无人员库</translation>
    </message>
    <message>
        <source>There is no gallery yet. It begins with the first person, or with its key.</source>
        <translation>尚无人员库。录入第一个人或设置密钥时建立。</translation>
    </message>
    <message>
        <source>There is no open gallery.</source>
        <translation>没有打开的人员库。</translation>
    </message>
    <message>
        <source>There is no picture in what was dropped or pasted.</source>
        <translation>拖放或粘贴的内容中没有图片。</translation>
    </message>
    <message>
        <source>There is no recovery code yet. Make one, or a lost secret loses the gallery.</source>
        <translation>尚无恢复码。请生成一个，否则丢失凭据就等于丢失人员库。</translation>
    </message>
    <message>
        <source>There is no room in the folder {name}</source>
        <translation>文件夹 {name} 空间不足</translation>
    </message>
    <message>
        <source>There is no such camera</source>
        <translation>没有这个摄像头</translation>
    </message>
    <message>
        <source>There is no such face</source>
        <translation>没有这张人脸</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有这个文件。</translation>
    </message>
    <message>
        <source>There is no such operator</source>
        <translation>没有这个操作员</translation>
    </message>
    <message>
        <source>These faces do not seem to be of one person; choose those of the person to enrol.</source>
        <translation>这些人脸似乎不是同一个人的；请选择要录入者的人脸。</translation>
    </message>
    <message>
        <source>These faces were measured with two different models</source>
        <translation>这些人脸由两个不同的模型测得</translation>
    </message>
    <message>
        <source>These two photos are [about as likely] if they show the same person as if they show two different people.</source>
        <translation>出现这样两张照片的可能性，同一个人与两个不同的人[大致相同]。</translation>
    </message>
    <message>
        <source>These two photos are [{times} more likely] if they show the same person than if they show two different people.</source>
        <translation>出现这样两张照片的可能性，同一个人[{times}]于两个不同的人。</translation>
    </message>
    <message>
        <source>These two photos are [{times} more likely] if they show two different people than if they show the same person.</source>
        <translation>出现这样两张照片的可能性，两个不同的人[{times}]于同一个人。</translation>
    </message>
    <message>
        <source>They are different people</source>
        <translation>他们是不同的人</translation>
    </message>
    <message numerus="yes">
        <source>They take no part in matching from now on. In %n days everything is destroyed; until then it can be taken back.</source>
        <translation>
            <numerusform>从现在起不再匹配他们。%Ln 天后一切将被销毁；在此之前可以取消。</numerusform>
        </translation>
    </message>
    <message>
        <source>This build computes on the processor. The README says how to get one that uses the GPU.</source>
        <translation>此版本使用处理器运算。README 说明了如何获得使用显卡的版本。</translation>
    </message>
    <message>
        <source>This build has nobody to ask: whoever gave it to you has newer ones.</source>
        <translation>此版本无处可问：请向提供给您的人索取新版本。</translation>
    </message>
    <message>
        <source>This build of the program does not look for updates</source>
        <translation>此版本的程序不检查更新</translation>
    </message>
    <message>
        <source>This can take a few seconds.</source>
        <translation>可能需要几秒钟。</translation>
    </message>
    <message>
        <source>This code opens the gallery when every other way to it is lost.</source>
        <translation>当其他方式全部失效时，此恢复码可打开人员库。</translation>
    </message>
    <message>
        <source>This computer opens it by itself</source>
        <translation>本机自动打开</translation>
    </message>
    <message>
        <source>This computer&apos;s keyring</source>
        <translation>本机的密钥环</translation>
    </message>
    <message>
        <source>This could not be measured.</source>
        <translation>无法测量此项。</translation>
    </message>
    <message>
        <source>This face is too poor to be enrolled</source>
        <translation>这张人脸质量太差，无法录入</translation>
    </message>
    <message>
        <source>This face looks like {name}. Compare the two before you go on.</source>
        <translation>这张人脸与 {name} 相似。请先比对两者再继续。</translation>
    </message>
    <message>
        <source>This gallery needs a newer version</source>
        <translation>此人员库需要更新的版本</translation>
    </message>
    <message>
        <source>This is a folder or a device. Drop a photo instead.</source>
        <translation>这是文件夹或设备。请改为拖入照片。</translation>
    </message>
    <message>
        <source>This is no genuine certificate</source>
        <translation>这不是真实的证明</translation>
    </message>
    <message>
        <source>This is not a gallery</source>
        <translation>这不是人员库</translation>
    </message>
    <message>
        <source>This is not a picture. Use JPEG, PNG, WebP, BMP, TIFF or HEIC.</source>
        <translation>这不是图片。请使用 JPEG、PNG、WebP、BMP、TIFF 或 HEIC。</translation>
    </message>
    <message>
        <source>This is not a whole backup</source>
        <translation>这不是完整的备份</translation>
    </message>
    <message>
        <source>This is not a whole export</source>
        <translation>这不是完整的导出文件</translation>
    </message>
    <message>
        <source>This is our mistake, not yours. The log file has the details.</source>
        <translation>这是我们的错误，不是您的。详情见日志文件。</translation>
    </message>
    <message>
        <source>This is the last key of the gallery</source>
        <translation>这是人员库的最后一把密钥</translation>
    </message>
    <message>
        <source>This is the newest version.</source>
        <translation>这是最新版本。</translation>
    </message>
    <message>
        <source>This kind of picture is not supported. Save it as JPEG or PNG.</source>
        <translation>不支持这种图片。请另存为 JPEG 或 PNG。</translation>
    </message>
    <message>
        <source>This login is taken</source>
        <translation>该登录名已被占用</translation>
    </message>
    <message>
        <source>This model was trained for a short time, so that the program can be tried.</source>
        <translation>该模型训练时间很短，仅供试用本程序。</translation>
    </message>
    <message>
        <source>This package computes on the processor. A larger one can use the GPU; nothing is fetched unless you say so.</source>
        <translation>此软件包使用处理器运算。更大的软件包可使用显卡；未经您同意不会下载任何内容。</translation>
    </message>
    <message>
        <source>This pair lies at {share} % of the way from different people to the same person.</source>
        <translation>从“不同的人”到“同一个人”，这对照片位于 {share} % 处。</translation>
    </message>
    <message>
        <source>This photo is already enrolled</source>
        <translation>这张照片已经录入</translation>
    </message>
    <message>
        <source>This system has no printer service. Save the code as PDF instead.</source>
        <translation>本系统没有打印服务。请改为将恢复码另存为 PDF。</translation>
    </message>
    <message>
        <source>Tilted</source>
        <translation>歪斜</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Time of events</source>
        <translation>事件时间</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Too bright</source>
        <translation>太亮</translation>
    </message>
    <message>
        <source>Too dark</source>
        <translation>太暗</translation>
    </message>
    <message>
        <source>Too many wrong attempts</source>
        <translation>错误次数过多</translation>
    </message>
    <message>
        <source>Too poor</source>
        <translation>质量太差</translation>
    </message>
    <message>
        <source>Too poor to tell</source>
        <translation>质量太差，无法判断</translation>
    </message>
    <message>
        <source>Too small</source>
        <translation>太小</translation>
    </message>
    <message>
        <source>Traces found afterwards</source>
        <translation>之后找到的痕迹</translation>
    </message>
    <message>
        <source>Traces found before</source>
        <translation>之前找到的痕迹</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>请稍后再试。</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>请稍后重试。</translation>
    </message>
    <message>
        <source>Try again, or use the recovery code. Nothing was changed.</source>
        <translation>请重试，或使用恢复码。未作任何更改。</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Try sample pictures</source>
        <translation>试试示例图片</translation>
    </message>
    <message>
        <source>Turn slowly to the left</source>
        <translation>请慢慢向左转</translation>
    </message>
    <message>
        <source>Turn slowly to the right</source>
        <translation>请慢慢向右转</translation>
    </message>
    <message>
        <source>Turn the face straight to the camera.</source>
        <translation>请将脸正对镜头。</translation>
    </message>
    <message>
        <source>Turn your head to the left</source>
        <translation>请向左转头</translation>
    </message>
    <message>
        <source>Turn your head to the right</source>
        <translation>请向右转头</translation>
    </message>
    <message>
        <source>Turned away</source>
        <translation>脸转向一侧</translation>
    </message>
    <message>
        <source>Turned {n}° left</source>
        <translation>左转 {n}°</translation>
    </message>
    <message>
        <source>Turned {n}° right</source>
        <translation>右转 {n}°</translation>
    </message>
    <message>
        <source>Two different people look this much alike in {odds} comparisons.</source>
        <translation>两个不同的人相似到这种程度，在 {odds} 的比对中才会出现。</translation>
    </message>
    <message>
        <source>Two persons told apart</source>
        <translation>已认定两人不是同一人</translation>
    </message>
    <message>
        <source>Two photos</source>
        <translation>两张照片</translation>
    </message>
    <message>
        <source>Two photos count as one person only if at most this share of strangers look as alike.</source>
        <translation>只有当陌生人中相似到这种程度的比例不超过此值时，两张照片才视为同一人。</translation>
    </message>
    <message>
        <source>Type a command, a page or a name</source>
        <translation>输入命令、页面或姓名</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Uncover your face</source>
        <translation>请露出面部</translation>
    </message>
    <message>
        <source>Undo the last change to people</source>
        <translation>撤销对人员的上一次更改</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Unlock it to go on.</source>
        <translation>解锁后继续。</translation>
    </message>
    <message>
        <source>Unlock the gallery</source>
        <translation>解锁人员库</translation>
    </message>
    <message>
        <source>Unpack it anywhere and start AppRun in it; gallery and settings stay.</source>
        <translation>解压到任意位置并运行其中的 AppRun；人员库和设置保留。</translation>
    </message>
    <message>
        <source>Unplug it, or choose another camera.</source>
        <translation>请拔出它，或选择其他摄像头。</translation>
    </message>
    <message>
        <source>Unplug {camera} and plug it in again.</source>
        <translation>请拔出 {camera} 后重新插入。</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Upper face</source>
        <translation>上半脸</translation>
    </message>
    <message>
        <source>Use a larger picture, or come closer.</source>
        <translation>请使用更大的图片，或靠近些。</translation>
    </message>
    <message>
        <source>Use a photo in which the whole face is visible and lit.</source>
        <translation>请使用整张脸可见且光线充足的照片。</translation>
    </message>
    <message>
        <source>Use a photo…</source>
        <translation>使用照片…</translation>
    </message>
    <message>
        <source>Use an MP4, MOV, WebM, MKV or AVI file that other programs play.</source>
        <translation>请使用其他程序能播放的 MP4、MOV、WebM、MKV 或 AVI 文件。</translation>
    </message>
    <message>
        <source>Use another photo.</source>
        <translation>请使用另一张照片。</translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n characters.</source>
        <translation>
            <numerusform>请使用至少 %Ln 个字符。</numerusform>
        </translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>版本 {version}</translation>
    </message>
    <message>
        <source>Version {version} is there: {page}</source>
        <translation>有新版本 {version}：{page}</translation>
    </message>
    <message>
        <source>Version {version} is there; this is {current}</source>
        <translation>有新版本 {version}；当前为 {current}</translation>
    </message>
    <message>
        <source>Versions, settings and the log without personal data, to send to whoever helps you</source>
        <translation>版本、设置和日志，不含个人数据，供发送给帮助您的人</translation>
    </message>
    <message>
        <source>Video file…</source>
        <translation>视频文件…</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Vital interest</source>
        <translation>重大利益</translation>
    </message>
    <message numerus="yes">
        <source>Wait %n seconds and try again.</source>
        <translation>
            <numerusform>请等待 %Ln 秒后再试。</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for the models…</source>
        <translation>等待模型…</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>关注</translation>
    </message>
    <message>
        <source>Watch list</source>
        <translation>关注名单</translation>
    </message>
    <message>
        <source>Watch list changed</source>
        <translation>关注名单已更改</translation>
    </message>
    <message>
        <source>Watch list {count}</source>
        <translation>关注名单 {count}</translation>
    </message>
    <message>
        <source>Watch list: {name}</source>
        <translation>关注名单：{name}</translation>
    </message>
    <message>
        <source>Weakest pair: {evidence}</source>
        <translation>最弱的一对：{evidence}</translation>
    </message>
    <message>
        <source>Weight of evidence</source>
        <translation>证据强度</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Welcome and set-up</source>
        <translation>欢迎与设置</translation>
    </message>
    <message>
        <source>Welcome to FaceID Desktop</source>
        <translation>欢迎使用 FaceID Desktop</translation>
    </message>
    <message>
        <source>Well lit</source>
        <translation>光线良好</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>What can be done</source>
        <translation>可以做什么</translation>
    </message>
    <message>
        <source>What documents ask of a photo, and what this one has</source>
        <translation>证件对照片的要求，以及这张照片的情况</translation>
    </message>
    <message>
        <source>What is grey belongs to the gallery.</source>
        <translation>灰色的内容属于人员库。</translation>
    </message>
    <message>
        <source>What is kept, how long, and when the gallery locks. These rules belong to the gallery.</source>
        <translation>保存什么、保存多久、何时锁定。这些规则属于人员库。</translation>
    </message>
    <message>
        <source>What is new, and where to get it: {address}</source>
        <translation>新增内容及获取地址：{address}</translation>
    </message>
    <message>
        <source>What is there</source>
        <translation>自动选择</translation>
    </message>
    <message>
        <source>What opens the gallery. All of it is encrypted under one key; each of these is a way to it.</source>
        <translation>打开人员库的方式。一切都用同一把密钥加密；以下每一项都能取得它。</translation>
    </message>
    <message numerus="yes">
        <source>What this program is made of: %n parts, each with the licence that its authors gave it.</source>
        <translation>
            <numerusform>本程序由 %Ln 个部分组成，各附其作者给予的许可证。</numerusform>
        </translation>
    </message>
    <message>
        <source>What was pasted</source>
        <translation>粘贴的内容</translation>
    </message>
    <message>
        <source>What you did is saved up to the last message that said so. You can go on, or start again in safe mode: without GPU, cameras and your settings.</source>
        <translation>您所做的操作，凡提示已保存的都已保存。您可以继续，或以安全模式重新启动：不使用显卡、摄像头和您的设置。</translation>
    </message>
    <message>
        <source>When something is wrong</source>
        <translation>出现问题时</translation>
    </message>
    <message>
        <source>When there are more of its own, the oldest goes.</source>
        <translation>自动备份超过此数时，删除最旧的。</translation>
    </message>
    <message>
        <source>When two faces count as one person, and what computes it.</source>
        <translation>何时将两张人脸视为同一人，以及用什么运算。</translation>
    </message>
    <message>
        <source>Where the package is put</source>
        <translation>软件包存放位置</translation>
    </message>
    <message>
        <source>Whether a living person stands before the camera, or a picture of one.</source>
        <translation>镜头前是活人还是一张照片。</translation>
    </message>
    <message>
        <source>Whether a living person stands there is not checked here; look yourself.</source>
        <translation>此处不检测镜头前是否为活人；请您亲自查看。</translation>
    </message>
    <message>
        <source>Whether things on screen may glide and fade.</source>
        <translation>屏幕上的元素是否可以滑动和淡入淡出。</translation>
    </message>
    <message>
        <source>Which face?</source>
        <translation>哪一张人脸？</translation>
    </message>
    <message>
        <source>Which version this is, and how a newer one comes.</source>
        <translation>当前版本，以及如何获得新版本。</translation>
    </message>
    <message>
        <source>Who appears in it is shown below.</source>
        <translation>其中出现的人显示在下方。</translation>
    </message>
    <message>
        <source>Who is the same person?</source>
        <translation>谁是同一个人？</translation>
    </message>
    <message>
        <source>Who is to be enrolled?</source>
        <translation>要录入谁？</translation>
    </message>
    <message>
        <source>Who may log in, and what each of them may do.</source>
        <translation>谁可以登录，各自可以做什么。</translation>
    </message>
    <message>
        <source>Who shows this document?</source>
        <translation>出示此证件的是谁？</translation>
    </message>
    <message>
        <source>Whoever wakes it has to unlock the gallery.</source>
        <translation>唤醒电脑的人必须解锁人员库。</translation>
    </message>
    <message>
        <source>Whole</source>
        <translation>整张</translation>
    </message>
    <message>
        <source>Whole face</source>
        <translation>整张脸</translation>
    </message>
    <message>
        <source>With a certificate of what was found and removed.</source>
        <translation>并附有证明，列出找到和移除的内容。</translation>
    </message>
    <message>
        <source>With its keyring, or a key file where it has none</source>
        <translation>使用系统密钥环；没有密钥环时使用密钥文件</translation>
    </message>
    <message>
        <source>With {people}</source>
        <translation>含 {people}</translation>
    </message>
    <message>
        <source>Withdrawn on {day} ({basis})</source>
        <translation>于 {day} 撤回（{basis}）</translation>
    </message>
    <message numerus="yes">
        <source>Within %n days</source>
        <translation>
            <numerusform>%Ln 天内</numerusform>
        </translation>
    </message>
    <message>
        <source>Without closing the eyes</source>
        <translation>不闭眼</translation>
    </message>
    <message>
        <source>Without input the gallery locks, if it needs a passphrase or password to open.</source>
        <translation>若人员库需要口令或密码才能打开，则无操作时自动锁定。</translation>
    </message>
    <message>
        <source>Without turning the head</source>
        <translation>不转头</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>正在处理</translation>
    </message>
    <message>
        <source>Write down when and where enrolled people were identified.</source>
        <translation>记录已录入人员在何时何地被识别。</translation>
    </message>
    <message>
        <source>Write the name and record the consent. Then the camera guides the person.</source>
        <translation>请填写姓名并登记同意，然后由摄像头引导本人。</translation>
    </message>
    <message>
        <source>You can add photos already; they are compared as soon as the models are ready.</source>
        <translation>现在就可以添加照片；模型就绪后立即比对。</translation>
    </message>
    <message>
        <source>You get a verdict in plain words, how strong the evidence is, and how often two different people look this much alike.</source>
        <translation>您将得到通俗的结论、证据的强度，以及两个不同的人相似到这种程度的频率。</translation>
    </message>
    <message>
        <source>You have no permission to read the file.</source>
        <translation>您没有读取该文件的权限。</translation>
    </message>
    <message>
        <source>You may not do this</source>
        <translation>您无权这样做</translation>
    </message>
    <message>
        <source>Your data will lie in {folder}</source>
        <translation>您的数据将保存在 {folder}</translation>
    </message>
    <message>
        <source>Your recovery code</source>
        <translation>您的恢复码</translation>
    </message>
    <message>
        <source>Your role does not show the audit log.</source>
        <translation>您的角色看不到审计日志。</translation>
    </message>
    <message>
        <source>Zip file</source>
        <translation>Zip 文件</translation>
    </message>
    <message>
        <source>Zoom and move both photos, to the same part of either face</source>
        <translation>同时缩放和移动两张照片，对准两张脸的同一部位</translation>
    </message>
    <message>
        <source>a second face was beside the first</source>
        <translation>第一张脸旁边出现了第二张脸</translation>
    </message>
    <message numerus="yes">
        <source>about %n minutes left</source>
        <translation>
            <numerusform>约剩 %Ln 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n seconds left</source>
        <translation>
            <numerusform>约剩 %Ln 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>about another program</source>
        <translation>关于另一个程序</translation>
    </message>
    <message>
        <source>about copyright</source>
        <translation>关于 版权</translation>
    </message>
    <message>
        <source>about even</source>
        <translation>不相上下</translation>
    </message>
    <message>
        <source>about {n} times</source>
        <translation>约 {n}倍</translation>
    </message>
    <message>
        <source>above it</source>
        <translation>高于灰区</translation>
    </message>
    <message>
        <source>accounts login password administrator auditor user</source>
        <translation>账户 登录 密码 管理员 审计员 用户</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>after the capture</source>
        <translation>采集之后</translation>
    </message>
    <message>
        <source>alert</source>
        <translation>警报</translation>
    </message>
    <message>
        <source>an operator confirmed that a person was there</source>
        <translation>操作员确认本人在场</translation>
    </message>
    <message>
        <source>animation</source>
        <translation>动画</translation>
    </message>
    <message>
        <source>another movement was made than was asked for</source>
        <translation>做了与要求不同的动作</translation>
    </message>
    <message>
        <source>another person</source>
        <translation>另一个人</translation>
    </message>
    <message>
        <source>at that setting about {share} of searches for somebody with one photo find nobody</source>
        <translation>在此设置下，对只有一张照片的人员，约 {share} 的检索会找不到人</translation>
    </message>
    <message>
        <source>auditor</source>
        <translation>审计员</translation>
    </message>
    <message>
        <source>automatic internet</source>
        <translation>自动 互联网</translation>
    </message>
    <message>
        <source>basis</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>below it</source>
        <translation>低于灰区</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>违反</translation>
    </message>
    <message>
        <source>bug log support</source>
        <translation>错误 日志 支持</translation>
    </message>
    <message>
        <source>changed after it was signed</source>
        <translation>签名后被修改</translation>
    </message>
    <message>
        <source>check</source>
        <translation>请检查</translation>
    </message>
    <message>
        <source>check not passed</source>
        <translation>未通过检测</translation>
    </message>
    <message>
        <source>closer</source>
        <translation>更近</translation>
    </message>
    <message>
        <source>come closer, more light</source>
        <translation>请靠近，光线再亮些</translation>
    </message>
    <message>
        <source>common</source>
        <translation>常见</translation>
    </message>
    <message>
        <source>confirmed by you</source>
        <translation>由您确认</translation>
    </message>
    <message>
        <source>consent</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>consent ended {day}</source>
        <translation>同意已于 {day} 到期</translation>
    </message>
    <message>
        <source>consent given</source>
        <translation>已同意</translation>
    </message>
    <message>
        <source>consent to {day}</source>
        <translation>同意至 {day}</translation>
    </message>
    <message>
        <source>consent withdrawn</source>
        <translation>同意已撤回</translation>
    </message>
    <message>
        <source>covered</source>
        <translation>有遮挡</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>dark mode colours contrast night</source>
        <translation>深色模式 颜色 对比度 夜间</translation>
    </message>
    <message>
        <source>decision</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>delete undo</source>
        <translation>删除 撤销</translation>
    </message>
    <message>
        <source>different people</source>
        <translation>不同的人</translation>
    </message>
    <message>
        <source>done in a moment</source>
        <translation>即将完成</translation>
    </message>
    <message>
        <source>down</source>
        <translation>向下</translation>
    </message>
    <message>
        <source>due for erasure</source>
        <translation>待彻底删除</translation>
    </message>
    <message>
        <source>ends</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>entries refer to others that are not there</source>
        <translation>有条目引用了不存在的内容</translation>
    </message>
    <message>
        <source>erase after</source>
        <translation>彻底删除时间</translation>
    </message>
    <message>
        <source>erased again</source>
        <translation>再次彻底删除</translation>
    </message>
    <message>
        <source>erased person</source>
        <translation>已彻底删除的人员</translation>
    </message>
    <message>
        <source>events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>ever</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>exit close</source>
        <translation>退出 关闭</translation>
    </message>
    <message>
        <source>extremely strong support</source>
        <translation>极强支持</translation>
    </message>
    <message>
        <source>eyes closed</source>
        <translation>闭眼</translation>
    </message>
    <message>
        <source>face</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>face {n} of {count} chosen</source>
        <translation>已选择第 {n} 张人脸，共 {count} 张</translation>
    </message>
    <message>
        <source>face-comparison.pdf</source>
        <translation>人脸比对.pdf</translation>
    </message>
    <message>
        <source>face-pairs.csv</source>
        <translation>人脸对.csv</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>first start</source>
        <translation>首次启动</translation>
    </message>
    <message>
        <source>from</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>front</source>
        <translation>正面</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>gpu cpu cuda graphics card speed</source>
        <translation>gpu cpu cuda 显卡 速度</translation>
    </message>
    <message>
        <source>help F1</source>
        <translation>帮助 F1</translation>
    </message>
    <message>
        <source>identification threshold FPIR watch list alert</source>
        <translation>识别 阈值 FPIR 关注名单 警报</translation>
    </message>
    <message>
        <source>identified</source>
        <translation>已识别</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>in grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>in the folder</source>
        <translation>在文件夹中</translation>
    </message>
    <message>
        <source>inside it</source>
        <translation>在灰区内</translation>
    </message>
    <message>
        <source>it belongs to another gallery</source>
        <translation>它属于另一个人员库</translation>
    </message>
    <message>
        <source>it could not be brought to this version&apos;s form</source>
        <translation>无法转换为本版本的格式</translation>
    </message>
    <message>
        <source>it does not say which gallery it is</source>
        <translation>其中未说明属于哪个人员库</translation>
    </message>
    <message>
        <source>it is a database of another application</source>
        <translation>它是其他程序的数据库</translation>
    </message>
    <message>
        <source>it is not a database</source>
        <translation>它不是数据库</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>它不是文件</translation>
    </message>
    <message>
        <source>keep looking</source>
        <translation>继续观察</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>符合</translation>
    </message>
    <message>
        <source>kept elsewhere</source>
        <translation>存放在别处</translation>
    </message>
    <message>
        <source>key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>key file</source>
        <translation>密钥文件</translation>
    </message>
    <message>
        <source>keyring</source>
        <translation>密钥环</translation>
    </message>
    <message>
        <source>later</source>
        <translation>以后再定</translation>
    </message>
    <message>
        <source>left</source>
        <translation>向左</translation>
    </message>
    <message>
        <source>left over</source>
        <translation>残留</translation>
    </message>
    <message>
        <source>less than {n} %</source>
        <translation>小于 {n} %</translation>
    </message>
    <message>
        <source>licence licences diagnostics log help manual</source>
        <translation>许可证 诊断 日志 帮助 手册</translation>
    </message>
    <message>
        <source>light from behind</source>
        <translation>逆光</translation>
    </message>
    <message>
        <source>liveness</source>
        <translation>活体检测</translation>
    </message>
    <message>
        <source>look style</source>
        <translation>外观 样式</translation>
    </message>
    <message>
        <source>looking</source>
        <translation>查看中</translation>
    </message>
    <message>
        <source>looks like a picture</source>
        <translation>像是照片</translation>
    </message>
    <message>
        <source>match</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>merged before</source>
        <translation>此前已合并</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>model bundle licence card accuracy</source>
        <translation>模型 包 许可证 说明卡 准确率</translation>
    </message>
    <message>
        <source>moderate support</source>
        <translation>中等支持</translation>
    </message>
    <message>
        <source>moderately strong support</source>
        <translation>较强支持</translation>
    </message>
    <message>
        <source>more than a trillion times</source>
        <translation>超过一万亿倍</translation>
    </message>
    <message>
        <source>more than {n} %</source>
        <translation>大于 {n} %</translation>
    </message>
    <message>
        <source>mouth open</source>
        <translation>张嘴</translation>
    </message>
    <message>
        <source>moving</source>
        <translation>移动中</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>new person</source>
        <translation>新人员</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>no consent</source>
        <translation>无同意</translation>
    </message>
    <message>
        <source>no face</source>
        <translation>无人脸</translation>
    </message>
    <message>
        <source>no support either way</source>
        <translation>不支持任何一方</translation>
    </message>
    <message>
        <source>no template</source>
        <translation>无模板</translation>
    </message>
    <message>
        <source>nobody fits</source>
        <translation>没有符合的人</translation>
    </message>
    <message>
        <source>nobody is enrolled yet</source>
        <translation>尚未录入任何人</translation>
    </message>
    <message>
        <source>none seen</source>
        <translation>未出现过</translation>
    </message>
    <message>
        <source>none, at once</source>
        <translation>无，立即执行</translation>
    </message>
    <message>
        <source>not checked for life</source>
        <translation>未检测活体</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>尚未检测</translation>
    </message>
    <message>
        <source>not decided</source>
        <translation>未判定</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>not passed</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>of a form that this version does not know</source>
        <translation>格式不为本版本所知</translation>
    </message>
    <message>
        <source>older than one that was seen before</source>
        <translation>早于此前见过的公告</translation>
    </message>
    <message>
        <source>operating point threshold FMR security</source>
        <translation>工作点 阈值 误匹配率 FMR 安全</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>or click to choose, or Ctrl+V to paste</source>
        <translation>或点击选择，或按 Ctrl+V 粘贴</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>other person</source>
        <translation>另一人员</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>over a trillion</source>
        <translation>超过一万亿</translation>
    </message>
    <message>
        <source>page go to</source>
        <translation>页面 前往</translation>
    </message>
    <message>
        <source>parts of the file do not fit together</source>
        <translation>文件各部分不一致</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>passphrase password recovery code keyring print encryption</source>
        <translation>口令 密码 恢复码 密钥环 打印 加密</translation>
    </message>
    <message>
        <source>password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>people</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>photo of a photo replay</source>
        <translation>翻拍 照片 重放</translation>
    </message>
    <message>
        <source>photos</source>
        <translation>照片数</translation>
    </message>
    <message>
        <source>prior probability</source>
        <translation>先验概率</translation>
    </message>
    <message>
        <source>rare</source>
        <translation>罕见</translation>
    </message>
    <message>
        <source>rarer than 1 in {n}</source>
        <translation>比 1/{n} 更少见</translation>
    </message>
    <message>
        <source>records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>restart</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>restore copy</source>
        <translation>恢复 副本</translation>
    </message>
    <message>
        <source>retention delete</source>
        <translation>保留 删除</translation>
    </message>
    <message>
        <source>retention delete years</source>
        <translation>保留 删除 年</translation>
    </message>
    <message>
        <source>right</source>
        <translation>向右</translation>
    </message>
    <message>
        <source>role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>same person</source>
        <translation>同一个人</translation>
    </message>
    <message>
        <source>schedule automatic</source>
        <translation>定时 自动</translation>
    </message>
    <message>
        <source>schedule number</source>
        <translation>定时 数量</translation>
    </message>
    <message>
        <source>seen alive</source>
        <translation>已见活体</translation>
    </message>
    <message>
        <source>several faces</source>
        <translation>多张人脸</translation>
    </message>
    <message>
        <source>sighting</source>
        <translation>出现记录</translation>
    </message>
    <message>
        <source>sightings</source>
        <translation>出现记录</translation>
    </message>
    <message>
        <source>sightings log</source>
        <translation>出现记录 日志</translation>
    </message>
    <message>
        <source>sightings unknown</source>
        <translation>出现记录 陌生人</translation>
    </message>
    <message>
        <source>signed with another key</source>
        <translation>由另一把密钥签名</translation>
    </message>
    <message>
        <source>something in it was changed from outside</source>
        <translation>其中有内容被外部修改</translation>
    </message>
    <message>
        <source>spoof presentation attack</source>
        <translation>欺骗 呈现攻击</translation>
    </message>
    <message>
        <source>statements</source>
        <translation>同意声明</translation>
    </message>
    <message>
        <source>step {step} of {steps}</source>
        <translation>第 {step} 步，共 {steps} 步</translation>
    </message>
    <message>
        <source>stopped before the end</source>
        <translation>中途停止</translation>
    </message>
    <message>
        <source>strong support</source>
        <translation>强支持</translation>
    </message>
    <message>
        <source>suspend lid security</source>
        <translation>睡眠 合盖 安全</translation>
    </message>
    <message>
        <source>take back</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>text {version}</source>
        <translation>文本 {version}</translation>
    </message>
    <message>
        <source>the face is not the one that began</source>
        <translation>不是开始时的那张脸</translation>
    </message>
    <message>
        <source>the face jumped as no head can</source>
        <translation>人脸的跳动不像真人头部</translation>
    </message>
    <message>
        <source>the face looks like a picture on a screen</source>
        <translation>人脸像是屏幕上的画面</translation>
    </message>
    <message>
        <source>the face looks like a printed picture</source>
        <translation>人脸像是打印的照片</translation>
    </message>
    <message>
        <source>the face was out of sight</source>
        <translation>人脸曾离开画面</translation>
    </message>
    <message>
        <source>the file is cut short</source>
        <translation>文件被截断</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>the head or mouth moved before it was asked to</source>
        <translation>未到要求时头或嘴就动了</translation>
    </message>
    <message>
        <source>the movement began before anybody could have reacted</source>
        <translation>动作开始得比任何人能作出的反应都早</translation>
    </message>
    <message>
        <source>the movement did not come in time</source>
        <translation>未及时做出动作</translation>
    </message>
    <message>
        <source>the operator did not confirm that a person was there</source>
        <translation>操作员未确认本人在场</translation>
    </message>
    <message>
        <source>the same person</source>
        <translation>同一个人</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>this pair</source>
        <translation>这对照片</translation>
    </message>
    <message>
        <source>this pair, beyond the plot</source>
        <translation>这对照片，超出图示范围</translation>
    </message>
    <message>
        <source>threshold grey zone likelihood ratio</source>
        <translation>阈值 灰区 似然比</translation>
    </message>
    <message>
        <source>tilted</source>
        <translation>歪斜</translation>
    </message>
    <message>
        <source>timeout security</source>
        <translation>超时 安全</translation>
    </message>
    <message>
        <source>times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>to</source>
        <translation>移至</translation>
    </message>
    <message>
        <source>too bright</source>
        <translation>太亮</translation>
    </message>
    <message>
        <source>too dark</source>
        <translation>太暗</translation>
    </message>
    <message>
        <source>too far</source>
        <translation>太远</translation>
    </message>
    <message>
        <source>too few pictures came from the camera</source>
        <translation>摄像头提供的画面太少</translation>
    </message>
    <message>
        <source>too few pictures show a face</source>
        <translation>有人脸的画面太少</translation>
    </message>
    <message>
        <source>too near</source>
        <translation>太近</translation>
    </message>
    <message>
        <source>too poor</source>
        <translation>质量太差</translation>
    </message>
    <message>
        <source>traces</source>
        <translation>痕迹</translation>
    </message>
    <message>
        <source>turned</source>
        <translation>脸转向一侧</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>uneven light</source>
        <translation>光线不均</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>至 {day}</translation>
    </message>
    <message>
        <source>up</source>
        <translation>向上</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>version upgrade</source>
        <translation>版本 升级</translation>
    </message>
    <message>
        <source>very strong support</source>
        <translation>很强支持</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>watch list</source>
        <translation>关注名单</translation>
    </message>
    <message>
        <source>way</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>weak support</source>
        <translation>弱支持</translation>
    </message>
    <message>
        <source>webcam test check</source>
        <translation>摄像头 测试 检查</translation>
    </message>
    <message>
        <source>what</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>wider</source>
        <translation>更宽</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>your word is needed</source>
        <translation>需要您确认</translation>
    </message>
    <message>
        <source>{bans} bans ({decibans} decibans)</source>
        <translation>{bans} 班 ({decibans} 分班)</translation>
    </message>
    <message>
        <source>{basis}, given on {day}</source>
        <translation>{basis}，于 {day} 给予</translation>
    </message>
    <message>
        <source>{by} is using it. Close the other program.</source>
        <translation>{by} 正在使用它。请关闭那个程序。</translation>
    </message>
    <message>
        <source>{camera} does not work</source>
        <translation>{camera} 无法工作</translation>
    </message>
    <message>
        <source>{camera} gives no new pictures. Unplug it and plug it in again.</source>
        <translation>{camera} 不再提供新画面。请拔出后重新插入。</translation>
    </message>
    <message>
        <source>{camera} is in use</source>
        <translation>{camera} 正被占用</translation>
    </message>
    <message>
        <source>{camera} is not there</source>
        <translation>找不到 {camera}</translation>
    </message>
    <message>
        <source>{camera} is on</source>
        <translation>{camera} 已开启</translation>
    </message>
    <message>
        <source>{camera} may not be used</source>
        <translation>不允许使用 {camera}</translation>
    </message>
    <message>
        <source>{camera} was unplugged</source>
        <translation>{camera} 已被拔出</translation>
    </message>
    <message>
        <source>{camera} {width}×{height} · {preview:.0f} fps · recognition {inference:.0f} fps · {latency:.0f} ms</source>
        <translation>{camera} {width}×{height} · {preview:.0f} 帧/秒 · 识别 {inference:.0f} 帧/秒 · {latency:.0f} 毫秒</translation>
    </message>
    <message>
        <source>{device} is not available</source>
        <translation>{device} 不可用</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>{done} of {total} photos</source>
        <translation>{done}/{total} 张照片</translation>
    </message>
    <message>
        <source>{done} of {total} · {rate} photos a second</source>
        <translation>{done}/{total} · 每秒 {rate} 张照片</translation>
    </message>
    <message>
        <source>{events} and {people} checked.</source>
        <translation>已核查 {events}、{people}。</translation>
    </message>
    <message>
        <source>{events} checked when the gallery was opened. “Check now” looks at every record, too.</source>
        <translation>打开人员库时已核查 {events}。“立即核查”还会检查每条记录。</translation>
    </message>
    <message>
        <source>{evidence} · seen alive</source>
        <translation>{evidence} · 已见活体</translation>
    </message>
    <message>
        <source>{file} is there, and its hash is the announced one.</source>
        <translation>{file} 已下载，哈希值与公告一致。</translation>
    </message>
    <message>
        <source>{first} and {second} cannot be compared. Open both photos again.</source>
        <translation>{first} 与 {second} 无法比对。请重新打开两张照片。</translation>
    </message>
    <message>
        <source>{gpu} is here, but idle</source>
        <translation>检测到 {gpu}，但未使用</translation>
    </message>
    <message>
        <source>{imported}, {already}, {failed}.</source>
        <translation>{imported}，{already}，{failed}。</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 至 {high}</translation>
    </message>
    <message>
        <source>{low} to {high} bans</source>
        <translation>{low} 至 {high} 班</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>剩余 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{name} belongs to another application. Nothing was changed.</source>
        <translation>{name} 属于其他程序。未作任何更改。</translation>
    </message>
    <message>
        <source>{name} cannot be played</source>
        <translation>无法播放 {name}</translation>
    </message>
    <message>
        <source>{name} cannot be read</source>
        <translation>无法读取 {name}</translation>
    </message>
    <message>
        <source>{name} could not be written</source>
        <translation>无法写入 {name}</translation>
    </message>
    <message>
        <source>{name} has versions, settings and the log, and names nobody. Look into it before you send it.</source>
        <translation>{name} 包含版本、设置和日志，不含任何姓名。发送之前请先查看。</translation>
    </message>
    <message>
        <source>{name} is enrolled</source>
        <translation>已录入 {name}</translation>
    </message>
    <message>
        <source>{name} is {value}; allowed: {allowed}.</source>
        <translation>{name} 为 {value}；允许的值：{allowed}。</translation>
    </message>
    <message numerus="yes">
        <source>{name} takes no part in matching from now on. In %n days everything is destroyed; until then it can be taken back.</source>
        <translation>
            <numerusform>从现在起不再匹配 {name}。%Ln 天后一切将被销毁；在此之前可以取消。</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}, line {line}.</source>
        <translation>{name}，第 {line} 行。</translation>
    </message>
    <message>
        <source>{name}, line {line}: {why}.</source>
        <translation>{name}，第 {line} 行：{why}。</translation>
    </message>
    <message>
        <source>{name}: {photos} of {people}</source>
        <translation>{name}：{people}的{photos}</translation>
    </message>
    <message>
        <source>{name}: {why}. Nothing was changed.</source>
        <translation>{name}：{why}。未作任何更改。</translation>
    </message>
    <message>
        <source>{name}?</source>
        <translation>{name}？</translation>
    </message>
    <message>
        <source>{needed_mb} MB are needed, {free_mb} MB are free. Choose a folder on another disk.</source>
        <translation>需要 {needed_mb} MB，可用 {free_mb} MB。请选择其他磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>{now} of {all}</source>
        <translation>{now}/{all}</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>{n} billion</source>
        <translation>{n} × 10⁹</translation>
    </message>
    <message>
        <source>{n} million</source>
        <translation>{n} × 10⁶</translation>
    </message>
    <message>
        <source>{n} trillion</source>
        <translation>{n} 万亿</translation>
    </message>
    <message>
        <source>{odds} searches for strangers may raise a false alarm · {people}</source>
        <translation>{odds} 的陌生人检索允许误报 · {people}</translation>
    </message>
    <message>
        <source>{path} is not as it was published ({why}). Install the bundle again.</source>
        <translation>{path} 与发布时不同（{why}）。请重新安装模型包。</translation>
    </message>
    <message>
        <source>{path} was changed from outside or is damaged. Put back an untouched copy of it.</source>
        <translation>{path} 被外部修改或已损坏。请换回未经改动的副本。</translation>
    </message>
    <message>
        <source>{people}, {n} pairs</source>
        <translation>{people}，{n} 对</translation>
    </message>
    <message>
        <source>{person} is not in the gallery.</source>
        <translation>人员库中没有 {person}。</translation>
    </message>
    <message>
        <source>{person} was erased from this gallery</source>
        <translation>{person} 已从此人员库中彻底删除</translation>
    </message>
    <message>
        <source>{photos} saved and encrypted. The gallery has {people}.</source>
        <translation>{photos}已加密保存。人员库中共有 {people}。</translation>
    </message>
    <message>
        <source>{pixels} px</source>
        <translation>{pixels} 像素</translation>
    </message>
    <message>
        <source>{said}: at this setting about {share} of searches for somebody with one photo find nobody.</source>
        <translation>{said}：在此设置下，对只有一张照片的人员，约 {share} 的检索会找不到人。</translation>
    </message>
    <message>
        <source>{said}: what the setting for false alarms costs is not known.</source>
        <translation>{said}：误报设置的代价不得而知。</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>剩余 {seconds} 秒</translation>
    </message>
    <message>
        <source>{share} score lower</source>
        <translation>{share} 的分数更低</translation>
    </message>
    <message>
        <source>{some} of {all} regions speak for one person; most against it: {region}.</source>
        <translation>{all} 个区域中有 {some} 个支持为同一人；最反对的是：{region}。</translation>
    </message>
    <message>
        <source>{times} one person</source>
        <translation>{times} 同一人</translation>
    </message>
    <message>
        <source>{times} two people</source>
        <translation>{times} 两个人</translation>
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
        <translation>{title} (Ctrl+{n})</translation>
    </message>
    <message>
        <source>{told} After ISO/IEC 19794-5; angles are right to a few degrees. Authorities decide.</source>
        <translation>{told}依据 ISO/IEC 19794-5；角度误差为几度。最终由主管机关决定。</translation>
    </message>
    <message>
        <source>{value} (at least {low})</source>
        <translation>{value}（至少 {low}）</translation>
    </message>
    <message>
        <source>{value} (at most {high})</source>
        <translation>{value}（至多 {high}）</translation>
    </message>
    <message>
        <source>{value} ({low} to {high})</source>
        <translation>{value}（{low} 至 {high}）</translation>
    </message>
    <message>
        <source>{way} will not open it any more. Copies made before still open with it.</source>
        <translation>{way}将不能再打开它。此前的副本仍可用它打开。</translation>
    </message>
    <message>
        <source>{why} Nothing was installed.</source>
        <translation>{why}未安装任何内容。</translation>
    </message>
    <message>
        <source>{why}. Choose another folder.</source>
        <translation>{why}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{why}. Nothing else of the program needs the network.</source>
        <translation>{why}。本程序的其他功能都不需要网络。</translation>
    </message>
    <message>
        <source>{why}. Nothing was lost; make room on the disk and try again.</source>
        <translation>{why}。没有丢失任何内容；请在磁盘上腾出空间后重试。</translation>
    </message>
    <message>
        <source>{why}. Start with --device cpu, or auto to take what is there.</source>
        <translation>{why}。请以 --device cpu 启动，或用 auto 使用现有设备。</translation>
    </message>
    <message>
        <source>{why}. What has arrived is kept: download again to go on.</source>
        <translation>{why}。已下载的部分保留：重新下载即可继续。</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more people</source>
        <translation>
            <numerusform>… 另有 %Ln 人</numerusform>
        </translation>
    </message>
</context>
</TS>
