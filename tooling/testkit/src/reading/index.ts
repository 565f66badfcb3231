export { defaultMappings, type DefaultMappings } from './default-mappings.ts'
export { faultIn } from './fault-in.ts'
export { readSlice, readStream, sweepStream, type Reading } from './read-stream.ts'
export { watchedContext, type WatchedContext, type WatchedOptions } from './watched-requests.ts'
