export * from './v1/index.ts'
export * from './commerce/index.ts'
export * from './json/index.ts'
export * from './mapping/index.ts'
