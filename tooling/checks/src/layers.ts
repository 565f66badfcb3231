import { fileURLToPath } from 'node:url'

import { layerProblems } from './layer-rules.ts'
import { readModules } from './modules.ts'
import { report } from './problem.ts'

const modules = readModules(fileURLToPath(new URL('../../..', import.meta.url)))
report('layers', layerProblems(modules), `${modules.length} modules`)
