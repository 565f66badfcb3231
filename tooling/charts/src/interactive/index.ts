export { InteractiveChart } from './interactive-chart.ts'
