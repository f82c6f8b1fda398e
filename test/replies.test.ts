/** The check that holds live answers to the served schemas must itself be able to fail. */
import { expect, it } from 'vitest'
import { faultOfReply } from './replies.ts'
import { checkScope } from './scope.ts'

it('sees an answer that is not what the schema says', () => {
  expect(faultOfReply('GET', '/v1/guests/1', { id: 1 })).toContain('getGuest')
  expect(faultOfReply('GET', '/v1/centers', { centers: 'none' })).toContain('listCenters')
  expect(faultOfReply('GET', '/v1/bookings/1/slots', { slots: null, Error: { StatusCode: 500 } })).toBeNull()
})

it('sees a statement that is not bound to an organisation', () => {
  expect(() => checkScope('select * from guests where id = $1')).toThrow(/guests/)
  expect(() =>
    checkScope('select * from guests g join centers c on c.id = g.center_id where g.organization_id = $1'),
  ).toThrow()
  expect(() => checkScope('update guests set first_name = $1 where organization_id = $2')).not.toThrow()
  expect(() =>
    checkScope('select extract(epoch from b.starts_at) from block_outs b where b.organization_id = $1'),
  ).not.toThrow()
})
