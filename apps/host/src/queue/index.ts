export { engineClock, type Clock } from './clock.ts'
export { runLanes, type LaneJob } from './lanes.ts'
export { sleep } from './sleep.ts'
export { defaultWaits, retryWait, type Waits } from './waits.ts'
