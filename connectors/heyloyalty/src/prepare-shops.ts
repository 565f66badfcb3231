import type { Context } from '@cartograph/core'
import { askHeyloyalty } from './client.ts'
import type { MemberList } from './lists.ts'
import type { Step } from './prepare-step.ts'
import type { Settings } from './settings.ts'
import { shownShop } from './shops.ts'
import { readSublist } from './sublists.ts'

/** Makes the shops of the settings that the list does not have. */
export async function prepareShops(
  context: Context<Settings>,
  { id }: MemberList,
): Promise<readonly Step[]> {
  const { shops = [] } = context.config
  if (shops.length === 0) return []
  const present = await readSublist(context, id, 'shops', shownShop)
  const steps: Step[] = []
  for (const { name, username, password, userUsername, userPassword } of shops) {
    const what = `The shop ${name}`
    if (present.some((one) => one.name === name)) steps.push({ what, state: 'already' })
    else if (context.run.dry) steps.push({ what, state: 'wouldDo' })
    else {
      await askHeyloyalty(context, {
        method: 'POST',
        path: `/lists/${id}/shops`,
        route: '/lists/{id}/shops',
        effect: 'once',
        json: {
          name,
          username,
          password,
          user_username: userUsername,
          user_password: userPassword,
        },
      })
      steps.push({ what, state: 'done' })
    }
  }
  return steps
}
