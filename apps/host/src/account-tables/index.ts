export { tablesDiagram } from './diagram.ts'
export { readTables, type KnownTables } from './read-tables.ts'
export type { AccountTable, TableColumn } from './tables.ts'
