"""What the plugin says, in English and Chinese."""
from qgis.core import QgsApplication

_TEXTS = {
    "provider": ("Balance of educational resources", "教育资源均衡"),
    "group.where": ("Where: density and pattern", "在哪里：密度与格局"),
    "group.good": ("How good: scores", "水平如何：评分"),
    "group.equal": ("How equal: balance", "是否均衡：差异"),
    "group.standard": ("By the standard: verdicts", "是否达标：评定"),
    "group.plan": ("What to do: gaps and plans", "怎么办：缺口与规划"),
    "group.people": ("What people say: surveys", "群众评价：问卷"),
    "group.models": ("Ready models", "现成模型"),
    "group.other": ("Other processes of the server", "服务器上的其他处理过程"),
    "others.read": ("Read the other processes of the server", "读取服务器上的其他处理过程"),
    "others.found": (
        "{0} other processes of the server are in the toolbox now; {1} more can't be used here.",
        "工具箱中现有服务器上的其他处理过程 {0} 个；另有 {1} 个无法在此使用。",
    ),
    "model.pointstoverdict": ("From points to verdict", "从学校点到达标评定"),
    # what the model names its layers
    "layer.density": ("Density of pupils", "学生密度"),
    "layer.scores": ("Scores of the schools", "学校得分"),
    "layer.balance": ("Balance of the counties", "各县均衡系数"),
    "layer.verdict": ("Verdict on the counties", "各县达标评定"),
    "unit.SQUARE_METRE": ("per m²", "每平方米"),
    "unit.HECTARE": ("per ha", "每公顷"),
    "unit.SQUARE_KILOMETRE": ("per km²", "每平方千米"),
    "unit.SQUARE_MILE": ("per mi²", "每平方英里"),
    "layout.new": ("New page for printing", "新建打印页面"),
    "layout.name": ("Balance of educational resources", "教育资源均衡"),
    "output": ("Result", "结果"),
    "column.name": ("Name", "名称"),
    "column.expression": ("Field or expression", "字段或表达式"),
    "column.direction": ("positive or negative", "positive 或 negative"),
    "column.dimension": ("Dimension", "维度"),
    "column.field": ("Field", "字段"),
    "column.value": ("Value", "值"),
    "column.number": ("Number", "数"),
    "setting.engine": ("Where the processes run (this machine or a server)", "处理过程在哪里运行（本机或服务器）"),
    "setting.server": ("Address of the server, of GeoServer or the embedded one", "服务器地址（GeoServer 或内嵌服务器）"),
    "setting.auth": ("Id of the authentication configuration for the server", "服务器的认证配置编号"),
    "setting.java": ("Java, 17 or later (empty: found by itself)", "Java 17 或更高版本（空：自动查找）"),
    "setting.jar": ("The server jar, gs-edubalance-…-server.jar", "服务器 jar 文件 gs-edubalance-…-server.jar"),
    "setting.memory": ("Memory for Java in megabytes (0: as Java chooses)", "Java 内存，MB（0：由 Java 决定）"),
    "engine.local": ("this machine", "本机"),
    "java.none": (
        "Java was not found. Install Java 17 or later, or choose it under Settings > Options > Processing > Providers.",
        "未找到 Java。请安装 Java 17 或更高版本，或在“设置 > 选项 > 处理 > 提供者”中指定。",
    ),
    "java.old": (
        "Java 17 or later is needed, but {0} is {1}. Choose another under Settings > Options > Processing > Providers.",
        "需要 Java 17 或更高版本，而 {0} 为 {1}。请在“设置 > 选项 > 处理 > 提供者”中另选。",
    ),
    "jar.none": (
        "The server jar was not found: {0}. Choose gs-edubalance-…-server.jar under "
        "Settings > Options > Processing > Providers, or let the processes run on a server.",
        "未找到服务器 jar 文件：{0}。请在“设置 > 选项 > 处理 > 提供者”中选择 gs-edubalance-…-server.jar，或改在服务器上运行。",
    ),
    "local.failed": ("The process failed: {0}", "处理失败：{0}"),
    "cancelled": ("Cancelled", "已取消"),
    "server.unreachable": (
        "No answer from {0}: {1}. Is the server running, and is the address right?",
        "{0} 没有应答：{1}。服务器是否在运行，地址是否正确？",
    ),
    "server.denied": (
        "{0} refuses the user or password (HTTP {1}). Check the authentication configuration.",
        "{0} 拒绝了用户名或密码（HTTP {1}）。请检查认证配置。",
    ),
    "server.noWps": (
        "{0} does not answer as a WPS: {1}. Give the address of GeoServer's or the embedded server's ows.",
        "{0} 不像 WPS 那样应答：{1}。请填写 GeoServer 或内嵌服务器 ows 的地址。",
    ),
    "server.without": (
        "{0} does not have {1}. Install the plugin gs-edubalance there, or let the processes run on this machine.",
        "{0} 没有 {1}。请在该服务器上安装 gs-edubalance 插件，或改在本机运行。",
    ),
    "server.inputs": (
        "{0} knows another version of {1}, without the input {2}. Bring plugin and server to the same version.",
        "{0} 上的 {1} 是另一个版本，没有输入 {2}。请使插件与服务器版本一致。",
    ),
    "server.says": ("The server says: {0}", "服务器答复：{0}"),
    "server.large": (
        "{0} MB of data are more than the server takes ({1} bytes at most were accepted). Use fewer features or fields, "
        "or let the process run on this machine, which has no such limit.",
        "数据有 {0} MB，超过服务器的限制（最多 {1} 字节）。请减少要素或字段，或改在本机运行（没有此限制）。",
    ),
    "server.limit": (
        "{0}: more than {1} MB, the most that the server takes. Use fewer features, fields or cells, or let the process run "
        "on this machine, which has no such limit.",
        "{0}：超过 {1} MB，即服务器接受的上限。请减少要素、字段或栅格单元，或改在本机运行（没有此限制）。",
    ),
    "server.result": (
        "The server's result can't be read: {0}. Bring plugin and server to the same version.",
        "无法读取服务器的结果：{0}。请使插件与服务器版本一致。",
    ),
    "server.stopped": (
        "The server stopped answering while the process was running: {0}",
        "处理过程运行时服务器停止了应答：{0}",
    ),
    "field.allMissing": (
        "Every feature lacks one of the fields {0}. A GeoServer takes a column's type from the first feature, so it can't "
        "read them; let the process run on this machine.",
        "每个要素都缺少 {0} 中的某个字段值。GeoServer 按第一个要素决定列的类型，因此无法读取；请改在本机运行。",
    ),
    "expression.wrong": ("{0}: {1} can't be evaluated: {2}", "{0}：无法计算 {1}：{2}"),
    "layer.none": ("{0}: there is no such layer", "{0}：没有这个图层"),
    "matrix.empty": ("{0}: give at least one row", "{0}：请至少填写一行"),
    "file.failed": (
        "A file can't be read or written: {0}. Is there room on the disk, and may you write there?",
        "文件无法读写：{0}。请检查磁盘空间和写入权限。",
    ),
    "referenced": ("The server reads {0} in place: its layer {1}", "服务器就地读取 {0}：其图层 {1}"),
    "raster.failed": (
        "{0}: the raster {1} can't be written as a GeoTIFF. Export it to a file, and choose that.",
        "{0}：无法把栅格 {1} 写成 GeoTIFF。请先导出为文件，再选择该文件。",
    ),
    "sent": ("{0} features of {1} go to the server ({2} kB)", "向服务器发送 {1} 的 {0} 个要素（{2} kB）"),
    "running": ("Running on {0}", "运行于{0}"),
}


def is_chinese():
    """Whether QGIS speaks Chinese."""
    return QgsApplication.instance() is not None and QgsApplication.locale().startswith("zh")


def text(key, *values):
    """The text of a key in QGIS' language, its slots filled."""
    english, chinese = _TEXTS[key]
    return (chinese if is_chinese() else english).format(*values)


def in_language(texts):
    """The text of {"en": …, "zh": …} in QGIS' language."""
    return texts["zh" if is_chinese() else "en"]


def all_texts():
    """Every key with its two texts, for the tests."""
    return dict(_TEXTS)
