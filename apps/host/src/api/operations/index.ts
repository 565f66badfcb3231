export type { OperationRoute, Operations } from './client.ts'
