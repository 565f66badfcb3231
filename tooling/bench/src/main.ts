/** The benchmarks, each in one run on one input: `npm run bench [-- --json] [--orders N] [--records N]`. */
import { parseArgs } from 'node:util'
import { loadingTable, measureLoading } from './loading.ts'
import { mappingTable, measureMapping } from './mapping.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    orders: { type: 'string', default: '60000' },
    records: { type: 'string', default: '200000' },
  },
})
const mapping = await measureMapping(Number(values.records))
const loading = await measureLoading(Number(values.orders))
if (values.json) console.log(JSON.stringify({ mapping, loading }))
else console.log(`${mappingTable(mapping)}\n\n${loadingTable(loading)}`)
