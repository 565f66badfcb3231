export { changeOf, goodWhen } from './change.ts'
export {
  unknownGroup,
  type FigureAnswer,
  type FigureMetric,
  type FigureRow,
  type WidgetForm,
} from './figure-answer.ts'
export { figureNames, namesIn, type FigureNames } from './figure-names.ts'
export {
  chartWordsIn,
  loadFigureWords,
  type FigureLanguage,
  type FigureWords,
} from './figure-words.ts'
export { formatOf, knownValue, widgetCharts } from './widget-charts.ts'
export { widgetTitleKey } from './widget-title-key.ts'
