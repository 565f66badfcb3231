export { answersJson, jsonOf, shownAnswer } from './asking/answer-json.ts'
export { figuresCatalogue, type FiguresCatalogue } from './asking/catalogue.ts'
export type { FiguresSource, SegmentOf } from './asking/figures-source.ts'
export {
  openFigures,
  type Answer,
  type Answered,
  type Answers,
  type Completeness,
  type FiguresDoor,
} from './asking/open-figures.ts'
export { questionIn, type Question } from './asking/question.ts'
export { surfaceMetrics } from './asking/surface-metrics.ts'
export { campaignQuestionIn } from './attribution/campaign-question.ts'
export { campaignReport } from './attribution/campaign-report.ts'
export { followCampaigns, type FollowedCampaigns } from './attribution/follow-campaigns.ts'
export type { CampaignReport } from './attribution/reported-campaigns.ts'
export { pairCollector } from './buyers/basket-pairs.ts'
export { cohortCollector } from './buyers/cohorts.ts'
export { rfmCollector, rfmGroups } from './buyers/rfm.ts'
export { dayIn, dayOf, dayText, spanStart } from './calendar/day.ts'
export { dayRange, type Comparison, type DayRange } from './calendar/range.ts'
export { followSales, type FollowedSales } from './cubes/follow-sales.ts'
export { dashboardQuestions, dashboardRange } from './dashboards/dashboard-questions.ts'
export { fetchRates, type FetchedRates, type FetchFile } from './currency/fetch-rates.ts'
export { ratesIn } from './currency/rate-files.ts'
export {
  factorTo,
  rateTable,
  roundMinor,
  roundOnce,
  type Exact,
  type Factor,
  type Rate,
  type RateTable,
} from './currency/rate-table.ts'
export { convertsAmounts, ratesBook } from './currency/rates-book.ts'
export { keepRates, rankedRates } from './currency/stored-rates.ts'
export { uploadSource } from './currency/uploaded-rates.ts'
export { forecastCollector } from './lifetime/forecast.ts'
export { metrics } from './metrics/catalogue.ts'
export { dimensions } from './metrics/dimensions.ts'
export { onlyCurrency, presentationCurrency } from './query/currencies.ts'
export type { DescribedMetric, Figure, FigureRow, Figures } from './query/figure-rows.ts'
export type { Membership } from './query/in-segment.ts'
export { inStores } from './query/in-stores.ts'
export { openReportSource, type ReportSource } from './reading/report-source.ts'
export { readFacts, type ReadFacts } from './reading/read-facts.ts'
export type { Collector } from './reports/collector.ts'
export { couponCollector } from './reports/coupon-report.ts'
export { heatCollector } from './reports/heat-map.ts'
export { productCollector } from './reports/product-report.ts'
export { boundMembers, isOfStores, type BoundScene } from './segments/bound-segments.ts'
export { conditionText, parseSegment, predefinedSegments, type Segment } from '../segments/index.ts'
export { explainByRows } from './segments/explain-by-rows.ts'
export type { Explained } from './segments/explain.ts'
export {
  openSegments,
  type ExplainedMember,
  type ListedSegment,
  type NamedSegment,
  type SegmentsDoor,
} from './segments/open-segments.ts'
export { followSegments, type FollowedSegments } from './segments/members/follow-segments.ts'
export { evaluateSegment, type SegmentMembers, type SegmentWorld } from './segments/evaluate.ts'
export { segmentWorld } from './segments/world.ts'
export { movementKinds, recurringReport } from './subscriptions/movements.ts'
export { trialReport } from './subscriptions/trials.ts'
export { alertSaying, measureAlert, type MeasuredAlert } from './alerts/measure-alert.ts'
export { judgeAlert, type JudgedAlert } from './alerts/judge-alert.ts'
export { digestText } from './insights/digest.ts'
export { findInsights, type FoundInsights, type InsightScene } from './insights/find-insights.ts'
export { insightKinds, type Insight } from './insights/insight.ts'
export { sentenceOf, type InsightLanguage } from './insights/words/sentence.ts'
export { readMonitoring, type Monitoring } from './monitoring/read-monitoring.ts'
export { countQuota, readQuota } from './quota/read-quota.ts'
export { storeClock } from './calendar/store-clock.ts'
