export { checkMapping, type CheckOptions } from './check.ts'
export { compileMapping, type CompileOptions } from './compile.ts'
export { emailOf, phoneOf } from './contact-text.ts'
export type { MappingProblem } from './context.ts'
export type { Definition as MappingFunction } from './definition.ts'
export { defineMapping, type TypedMapping } from './define.ts'
export type { PathsOf } from './paths.ts'
export { functions as mappingFunctions, languageVersion } from './functions/index.ts'
export type { TargetField } from './item.ts'
export type { Scope as MappingScope } from './node.ts'
export {
  previewMapping,
  type PreviewField,
  type PreviewItem,
  type PreviewOptions,
} from './preview.ts'
export type { CompiledMapping, Join, MapResult } from './run.ts'
export type { JsonSchema } from './shape.ts'
export type { SourceValue } from './sources.ts'
