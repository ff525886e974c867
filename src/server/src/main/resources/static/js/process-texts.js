/** What processes and inputs are called. Servers describe them in English; the processes of edu are known in Chinese. */
import {currentLanguage, inLanguage} from './i18n.js';

const PROCESSES_ZH = {
  'edu:KernelDensity': ['核密度', '点（或要素）的核密度面，距离按地面米计；可按属性加权。'],
  'edu:EntropyScore': ['熵值评分', '用熵值法为每个要素按多项指标评分，给出得分、名次与等级。'],
  'edu:EntropyWeights': ['熵值权重', '各指标的熵、差异度（冗余度）与权重。'],
  'edu:BalanceCoefficients': ['均衡系数', '各组（县）及全部的差异系数、基尼系数与综合差异系数，并与限值比较。'],
  'edu:InequalityMeasures': ['不平等测度', '各组各指标的差异系数、基尼、泰尔、阿特金森、胡佛等测度。'],
  'edu:TheilDecomposition': ['泰尔指数分解', '把泰尔指数分解为组间与组内两部分。'],
  'edu:AssessSchools': ['学校达标评估', '逐校对照国家标准的各项指标，给出是否达标及原因。'],
  'edu:AssessRegions': ['县域达标评估', '按组和学段汇总：达标学校、各指标差异系数，以及整条规则是否满足。'],
  'edu:SpatialPattern': ['空间格局', '各组的平均中心、标准差椭圆、最近邻比率、象限分布与莫兰指数。'],
  'edu:LocalMoran': ['局部莫兰指数', '相似的值在哪里聚集，例如条件好的学校与条件好的学校相邻。'],
  'edu:SplitStages': ['学段拆分', '把一贯制学校、完全中学的校舍和设备按折算学生数拆分到各学段。'],
  'edu:SurveySatisfaction': ['满意度', '问卷各题的满意率及 Wilson 95% 区间。'],
  'edu:SurveySample': ['样本构成', '样本各特征的人数与百分比。'],
  'edu:SurveyReliability': ['问卷信度', '各维度的克隆巴赫 α 系数。'],
};

const INPUTS_ZH = {
  data: ['数据', '要素：图层、文件或先前的结果。'],
  weight: ['权重', '数值属性或 ECQL 表达式，例如学生数；不填则每个要素计 1。'],
  kernel: ['核函数', '核的形状；QUARTIC 与 ArcGIS、QGIS 相同。'],
  radius: ['半径', '核半径，单位米；不填则由数据推算。'],
  radii: ['多个半径', '代替半径：每个半径输出一个波段，单位米。'],
  radiusPixels: ['像素半径', '代替半径，用于屏幕地图：以像素计。'],
  bandwidth: ['带宽规则', '未给半径时如何由数据推算。'],
  adaptive: ['自适应', '稀疏处用较大的半径，稠密处用较小的半径（Abramson 1982）。'],
  areaUnit: ['面积单位', '密度的面积单位。'],
  output: ['输出量', '密度、期望数量，或缩放到最大值为 1。'],
  mask: ['掩膜', '面要素；其外没有数据。'],
  edgeCorrection: ['边缘校正', '把落在掩膜外的核质量补回（Diggle 1985）。'],
  precision: ['精度', '精确、快速，或自动选择。'],
  cellSize: ['栅格大小', '单位米。'],
  outputBBOX: ['输出范围', '结果栅格的范围。'],
  outputWidth: ['输出宽度', '结果栅格的列数。'],
  outputHeight: ['输出高度', '结果栅格的行数。'],
  indicators: ['指标', '数值属性；越小越好的写作“属性:negative”。'],
  indicator: ['指标', '数值属性。'],
  system: ['指标体系', '指标体系的编号或 JSON，代替逐项指标。'],
  groupBy: ['分组', '分组属性，例如县。'],
  weighting: ['赋权方法', '指标权重如何得出。'],
  weights: ['自定权重', '“指标=数值”，用于 USER 与 COMBINED。'],
  aggregation: ['综合方法', '加权求和或 TOPSIS。'],
  normalization: ['标准化', '指标如何化到同一尺度。'],
  missing: ['缺失值', '缺失值如何处理。'],
  unscorable: ['无法评分的组', '完整要素不足两个或各指标无差别的组：报错，或保留但不评分。'],
  classes: ['等级数', '得分分为几级。'],
  classification: ['分级方法', '自然断点、分位数或等间距。'],
  population: ['人口', '作为权重的属性，例如学生数；不填则每校计 1。'],
  deviation: ['标准差', '总体或样本（仅用于不加权）。'],
  regions: ['区域', '面要素，结果取其几何。'],
  regionKey: ['区域键', '区域要素中与分组对应的属性。'],
  threshold: ['限值', '综合差异系数不超过它为均衡。'],
  atkinsonEpsilon: ['阿特金森 ε', '对低端的厌恶程度。'],
  standard: ['标准', '国家标准的编号，或 JSON。'],
  stage: ['学段', '学段属性，或 PRIMARY/JUNIOR。'],
  mapping: ['指标对应', '“指标=属性”：标准的指标取自哪个属性或表达式。'],
  schoolType: ['学校类型', '学校类型属性。'],
  pupilsPrimary: ['小学生数', '小学学生数属性。'],
  pupilsJunior: ['初中生数', '初中学生数属性。'],
  pupilsSenior: ['高中生数', '高中学生数属性。'],
  shared: ['共用资源', '要按学段拆分的属性。'],
  perStage: ['分学段属性', '“名称=小学属性,初中属性”。'],
  items: ['题目', '题目属性，或“维度/属性”。'],
  characteristics: ['特征', '样本特征属性。'],
  attribute: ['属性', '数值属性或 ECQL 表达式。'],
  neighbours: ['邻接', '最近的 k 个、一定距离内，或有公共边的面。'],
  k: ['k', '最近邻的个数，用于 KNN。'],
  distance: ['距离', '地面米，用于 DISTANCE。'],
  permutations: ['置换次数', 'z 与 p 所依据的随机置换次数。'],
  seed: ['随机种子', '相同的种子得到相同的结果。'],
  significance: ['显著性', '聚集或异常的最大 p 值。'],
  quadrantOrigin: ['象限原点', '象限分布以何处为原点。'],
  prefix: ['前缀', '加在结果列名前，以免覆盖同名属性。'],
  language: ['语言', '原因所用的语言。'],
  scaleMin: ['最低分', '最低的选项。'],
  scaleMax: ['最高分', '最高的选项。'],
  satisfiedAt: ['满意起点', '从该等级起算满意。'],
  target: ['目标', '满意率的目标。'],
};

const LAYERS_ZH = {'edu:schools': '学校', 'edu:counties': '县级行政区', 'edu:through-schools': '一贯制学校'};

/** A layer's title; one that is no more than its name is written as words. */
export function layerTitle({name, title}) {
  const local = name.replace(/^.*:/, '');
  if (title === name || title === local) {
    return (currentLanguage() === 'zh' && LAYERS_ZH[name]) || words(local.replaceAll('-', ' '));
  }
  return inLanguage(title);
}

const isOurs = id => id.startsWith('edu:');

/** Title and abstract of a process, `{id, title, abstract}`. */
export function processText({id, title, abstract}) {
  const [zhTitle, zhAbstract] = (currentLanguage() === 'zh' && PROCESSES_ZH[id]) || [];
  const local = id.replace(/^.*:/, '');
  const plain = title && title !== id && title !== local ? title : words(local);
  return {title: zhTitle ?? plain, abstract: zhAbstract ?? abstract};
}

/** Title and help of an input of a process. */
export function inputText(processId, input) {
  const [zhTitle, zhHelp] = (currentLanguage() === 'zh' && isOurs(processId) && INPUTS_ZH[input.id]) || [];
  const plain = input.title && input.title.toLowerCase() !== input.id.toLowerCase() ? input.title : words(input.id);
  return {title: zhTitle ?? plain, help: zhHelp ?? (input.abstract || '')};
}

/** "cellSize" → "Cell size", "outputBBOX" → "Output BBOX", "KernelDensity" → "Kernel density". */
export function words(name) {
  const split = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').split(/[\s_]+/)
      .map((word, i) => (i > 0 && !/^[A-Z]{2,}$/.test(word) ? word.toLowerCase() : word));
  return split.join(' ').replace(/^./, first => first.toUpperCase());
}
