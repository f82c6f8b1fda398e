/** What an update may set: all but the key, which also says where the row lives. */
export const columnsOf = <T extends { organization_id: string; id: string }>({
  organization_id: _organization,
  id: _id,
  ...columns
}: T) => columns
