export { runLanes, type LaneJob } from './lanes.ts'
