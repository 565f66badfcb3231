export { mappingTable, measureMapping, type MappingFigures } from './mapping.ts'
