export * from './shop/index.ts'
