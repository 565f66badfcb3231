import { existsSync, readdirSync } from 'node:fs'

export const opening = `
# Benchmarks

Every figure is measured beside what it is compared with: on the same input, in the same run, in turns, and the one in the middle of several runs counts. What came out is compared first; where it differs, nothing counts.
The command is measured as it is built and installed. Vendors are simulated on the same machine and take their share of it, from everybody alike. This page is written from the results in \`tooling/bench/results\` by \`npm run bench -- all\`, each subject by itself
(\`--only stripe,mapping\`), so that the days may differ; \`--small\` shows that everything works, and writes nothing here. \`RETAIL_CSV\` names the [retailer's file](examples/retail/README.md), \`CONTEST_OPENAPI\` the
description of Stripe's API that \`@stripe/sync-engine\` needs. The others are installed the first time.
`

const limits = `
## What the others do better

- \`@stripe/sync-engine\` and \`@supabase/stripe-sync-engine\` make a table for each kind of object with columns, so that SQL can ask for an amount at once. Ours keeps the vendor's objects as text that SQL does not look into; what can be asked are the
  rows of the model, figures and segments.
- dlt finds the columns of any API by itself and writes into many databases; ours writes into SQLite and PostgreSQL alone.
- JSONata says more in one expression than our mappings, which stay data that a page can edit.
- Segment's mapping-kit and JMESPath run in browsers, and are smaller.
- Without an engine there is no position to keep, and so nothing to pay for it; a program that breaks begins anew.

## What could not be had

- Airbyte's connector for Stripe (\`airbyte-source-stripe\` 5.14.1) and Singer's (\`tap-stripe\` 3.3.0) write into no database by themselves: they give records to a program of their ecosystems that does. The pairs that people put
  together of them were not measured.
- Whether dlt is measured depends on a Python with its packages; where it is not, the table says so.
- Latency is simulated by waiting before an answer. A real line also has a bandwidth, which would bring everybody closer together.

## Limits of all this

- Simulated vendors answer faster than real ones, and compute beside us: on two cores whoever asks them most is slowed most.
- Figures of one machine. Ratios travel, speeds do not.
- There are more benchmarks, of shops, tills, figures, segments, customers, tenants and isolation: \`npm run bench -- shop\`, and what [contributing](../CONTRIBUTING.md) says.
`

/** What stands after the figures, with the profiles that are kept. */
export function closing(profilesFolder: string): string {
  const names = existsSync(profilesFolder)
    ? readdirSync(profilesFolder).filter((name) => name.endsWith('.txt'))
    : []
  const listed = names
    .toSorted()
    .map((name) => `- [${name.replace(/\.txt$/, '')}](../tooling/bench/results/profiles/${name})`)
  return names.length === 0
    ? limits
    : `${limits.trim()}

## Profiles

Where the time goes, by \`npm run bench -- profile\`, before and after what was gained:

${listed.join('\n')}
`
}
