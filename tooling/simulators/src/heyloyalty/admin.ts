import type { Account, FieldValue, List, Member } from './account.ts'
import { addField, addList, type GivenField } from './furnishing.ts'
import { addMember, membersBy, unsubscribe } from './member-writing.ts'

/** What people do in the pages of Heyloyalty and in their mails. */
export interface HeyloyaltyAdmin {
  /** Gives the id. */
  addList(name: string): number
  addField(list: number, field: GivenField): void
  removeField(list: number, name: string): void
  /** Gives the id. */
  addMember(list: number, values: Readonly<Record<string, FieldValue>>): string
  changeMember(list: number, id: string, values: Readonly<Record<string, FieldValue>>): void
  /** The member is gone for good. */
  removeMember(list: number, id: string): void
  unsubscribe(list: number, id: string): void
  /** By a form of Heyloyalty. */
  subscribeAgain(list: number, id: string): void
  /** By the link of a confirmation. */
  confirm(list: number, email: string): void
  opens(list: number, id: string): void
  clicks(list: number, id: string): void
  bounces(list: number, id: string): void
  complains(list: number, id: string): void
}

export function adminOf(account: Account): HeyloyaltyAdmin {
  const listOf = (id: number): List => {
    const list = account.lists.get(id)
    if (list === undefined) throw new Error(`There is no list ${id}.`)
    return list
  }
  const change = (list: number, id: string, work: (member: Member, of: List) => void) => {
    const of = listOf(list)
    const member = of.members.get(id)
    if (member === undefined) throw new Error('There is no such member.')
    work(member, of)
  }
  const touched = (member: Member, more: Partial<Member>) =>
    Object.assign(member, { updatedAt: account.now(), ...more })
  return {
    addList: (name) => addList(account, name).id,
    addField(list, field) {
      addField(account, listOf(list), field)
    },
    removeField(list, name) {
      listOf(list).fields.delete(name)
    },
    addMember: (list, values) =>
      addMember(account, listOf(list), new Map(Object.entries(values))).id,
    changeMember(list, id, values) {
      change(list, id, (member, of) => {
        touched(member, { values: new Map([...member.values, ...Object.entries(values)]) })
        account.tell(of, member, 'update')
      })
    },
    removeMember(list, id) {
      listOf(list).members.delete(id)
    },
    unsubscribe(list, id) {
      change(list, id, (member, of) => {
        unsubscribe(
          { ...account, unknowns: { ...account.unknowns, afterDelete: 'unsubscribed' } },
          of,
          member,
        )
      })
    },
    subscribeAgain(list, id) {
      change(list, id, (member, of) => {
        touched(member, { status: 'active', unsubscribedAt: null })
        account.tell(of, member, 'subscribe')
      })
    },
    confirm(list, email) {
      for (const member of membersBy(listOf(list), 'email', email)) {
        touched(member, { status: 'active' })
        account.tell(listOf(list), member, 'subscribe')
      }
    },
    opens(list, id) {
      change(list, id, (member, of) => account.tell(of, member, 'open'))
    },
    clicks(list, id) {
      change(list, id, (member, of) => account.tell(of, member, 'click'))
    },
    bounces(list, id) {
      change(list, id, (member, of) => {
        touched(member, { emailStatus: 'hard_bounce' })
        account.tell(of, member, 'hardbounce')
      })
    },
    complains(list, id) {
      change(list, id, (member, of) => {
        touched(member, { emailStatus: 'complaint' })
        account.tell(of, member, 'spamComplaint')
      })
    },
  }
}
