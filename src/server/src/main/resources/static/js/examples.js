/** Inputs to start from, for the sample data: one example per process. */
import {currentLanguage} from './i18n.js';

const layer = name => [{source: 'layer', layer: name}];
const named = name => [{source: 'named', layer: name}];
const values = (...list) => list.map(value => ({value}));

const SCHOOLS = layer('edu:schools');
const PER_PUPIL = values(
    'qualified_per_100=100*teachers_qualified/pupils', 'teaching_area_per_pupil=teaching_area/pupils',
    'sports_area_per_pupil=sports_area/pupils', 'equipment_per_pupil=equipment_value/pupils',
    'computers_per_100=100*computers/pupils', 'books_per_pupil=books/pupils');
const BY_COUNTY = {data: SCHOOLS, indicators: PER_PUPIL, groupBy: values('county'), population: values('pupils')};
const SURVEY_ITEMS = values(...['basic_conditions', 'computers', 'library'].flatMap(dimension =>
  [1, 2, 3, 4].map(item => dimension + '/' + dimension + '_' + item)));

const EXAMPLES = {
  'edu:KernelDensity': {data: SCHOOLS, weight: values('pupils'), radius: values('20000')},
  'edu:EntropyScore': {data: SCHOOLS, indicators: PER_PUPIL, groupBy: values('stage')},
  'edu:EntropyWeights': {data: SCHOOLS, indicators: PER_PUPIL, groupBy: values('stage')},
  'edu:BalanceCoefficients': {
    ...BY_COUNTY, regions: layer('edu:counties'), regionKey: values('county'), threshold: values('0.65'),
  },
  'edu:InequalityMeasures': BY_COUNTY,
  'edu:TheilDecomposition': BY_COUNTY,
  'edu:AssessSchools': {data: SCHOOLS, standard: values('cn-2017-quality'), groupBy: values('county'), population: values('pupils')},
  'edu:AssessRegions': {
    data: SCHOOLS, standard: values('cn-2017-quality'), groupBy: values('county'), population: values('pupils'),
    regions: layer('edu:counties'), regionKey: values('county'),
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

/** The example for a process, where the server has the sample data; else null. */
export function exampleFor(processId, layerNames) {
  const example = EXAMPLES[processId];
  const needed = Object.values(example ?? {}).flat().filter(entry => entry.source).map(entry =>
    (entry.source === 'layer' ? entry.layer : 'edu:schools'));
  if (!example || !needed.every(name => layerNames.includes(name))) {
    return null;
  }
  // Verdicts give their reasons in words.
  return example.standard ? {...example, language: values(currentLanguage().toUpperCase())} : example;
}
