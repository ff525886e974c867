/** Inputs to start from, for the sample data: one example per process. */
import {currentLanguage} from './i18n.js';
import {STANDARD, SYSTEM} from './views.js';

const layer = name => [{source: 'layer', layer: name}];
const named = name => [{source: 'named', layer: name}];
const values = (...list) => list.map(value => ({value}));

const SCHOOLS = layer('edu:schools');
/** The standard's indicators, so that coefficients by county and stage are those that its verdict is made from. */
const INDICATORS = values(
    'qualified_teachers=100*teachers_qualified/pupils', 'backbone_teachers=100*teachers_backbone/pupils',
    'pe_arts_teachers=100*teachers_pe_arts/pupils', 'teaching_area=teaching_area/pupils', 'sports_area=sports_area/pupils',
    'equipment_value=equipment_value/pupils', 'multimedia_rooms=100*multimedia_rooms/pupils');
const BY_COUNTY_AND_STAGE = {
  data: SCHOOLS, indicators: INDICATORS, groupBy: values("Concatenate(county,' ',stage)"), population: values('pupils'),
};
const SCORED = {data: SCHOOLS, system: values(SYSTEM), groupBy: values('stage'), unscorable: values('EXCLUDE')};
const ASSESSED = {
  data: SCHOOLS, standard: values(STANDARD), stage: values('stage'), groupBy: values('county'), population: values('pupils'),
};
const SURVEY_ITEMS = values(...['basic_conditions', 'computers', 'library'].flatMap(dimension =>
  [1, 2, 3, 4].map(item => dimension + '/' + dimension + '_' + item)));

const EXAMPLES = {
  'edu:KernelDensity': {data: SCHOOLS, weight: values('pupils'), radius: values('20000')},
  'edu:EntropyScore': SCORED,
  'edu:EntropyWeights': SCORED,
  'edu:ObstacleDegree': SCORED,
  'edu:CouplingCoordination': SCORED,
  'edu:BalanceCoefficients': BY_COUNTY_AND_STAGE,
  'edu:InequalityMeasures': BY_COUNTY_AND_STAGE,
  'edu:TheilDecomposition': {...BY_COUNTY_AND_STAGE, groupBy: values('county')},
  'edu:DagumDecomposition': {...BY_COUNTY_AND_STAGE, groupBy: values('county')},
  'edu:GeoDetector': {
    data: SCHOOLS, attribute: values('books/pupils'),
    factors: values('county', 'stage', 'size=pupils:4', 'pupils_per_teacher=pupils/teachers:4'), classification: values('QUANTILE'),
  },
  'edu:BalanceTrend': {
    data: named('edu:school-years'), indicators: values('books_per_pupil=books/pupils', 'computers_per_100=100*computers/pupils'),
    year: values('year'), id: values('id'), groupBy: values('county'), population: values('pupils'),
  },
  'edu:AssessSchools': ASSESSED,
  'edu:AssessRegions': {...ASSESSED, regions: layer('edu:counties'), regionKey: values('county')},
  'edu:ResourceGap': {...ASSESSED, goal: values('ALL_MET')},
  'edu:AllocateResources': {
    data: SCHOOLS, resource: values('teachers_qualified'), population: values('pupils'), groupBy: values('stage'),
    mode: values('TRANSFER'), limit: values('0.25'), wholeUnits: values('true'),
  },
  'edu:AssessCounty': {...ASSESSED, county: named('edu:county-figures')},
  'edu:ProjectEnrolment': {
    data: named('edu:enrolment'), births: named('edu:births'), groupBy: values('county'), classes: values('classes'),
  },
  'edu:SpatialPattern': {
    data: SCHOOLS, attribute: values('books/pupils'), groupBy: values('county'), regions: layer('edu:counties'),
    regionKey: values('county'),
  },
  'edu:LocalMoran': {data: SCHOOLS, attribute: values('books/pupils'), groupBy: values('stage')},
  'edu:HotSpots': {
    data: SCHOOLS, attribute: values('100*teachers/pupils'), neighbours: values('DISTANCE'), distance: values('50000'),
  },
  'edu:Accessibility': {
    data: SCHOOLS, demand: values('pupils'), supply: SCHOOLS, capacity: values('teachers'), catchment: values('30000'),
    label: values('name'),
  },
  'edu:ServiceCoverage': {
    data: layer('edu:counties'), supply: SCHOOLS, distances: values('10000', '30000', '60000'), groupBy: values('county'),
  },
  'edu:SplitStages': {
    data: layer('edu:through-schools'), schoolType: values('school_type'), pupilsPrimary: values('pupils_primary'),
    pupilsJunior: values('pupils_junior'), pupilsSenior: values('pupils_senior'),
    shared: values('teaching_area', 'sports_area', 'equipment_value', 'computers', 'books'),
    perStage: values('teachers=teachers_primary,teachers_junior'),
  },
  'edu:SurveySatisfaction': {data: named('edu:survey-students'), items: SURVEY_ITEMS, groupBy: values('county')},
  'edu:SurveySample': {
    data: named('edu:survey-students'), characteristics: values('gender', 'grades', 'ethnicity', 'school_area'),
  },
  'edu:SurveyReliability': {data: named('edu:survey-students'), items: SURVEY_ITEMS},
};

/**
 * The example for a process, where the server has the sample data; else null.
 *
 * @param {boolean} [anyData] true if other layers will stand in the place of the sample's
 */
export function exampleFor(processId, layerNames, anyData = false) {
  const example = EXAMPLES[processId];
  const needed = Object.values(example ?? {}).flat().filter(entry => entry.source).map(entry =>
    (entry.source === 'layer' ? entry.layer : 'edu:schools'));
  if (!example || !(anyData && layerNames.length > 0) && !needed.every(name => layerNames.includes(name))) {
    return null;
  }
  // Verdicts give their reasons in words.
  return example.standard ? {...example, language: values(currentLanguage().toUpperCase())} : example;
}
