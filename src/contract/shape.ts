/** A JSON Schema as the contract uses it: structure only. */
export interface JsonSchema {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  required?: string[]
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  $ref?: string
  additionalProperties?: boolean | JsonSchema
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  default?: unknown
  description?: string
  'x-format'?: string
  'x-enum'?: string
}

export interface QueryParameter {
  name: string
  required: boolean
  schema: JsonSchema
}

export interface OperationContract {
  id: string
  method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH'
  path: string
  /** Further paths of the same operation. */
  also: string[]
  alsoMethods: string[]
  tags: string[]
  /** Beyond the index of the original API. */
  extra: boolean
  pathParameters: QueryParameter[]
  query: QueryParameter[]
  body: JsonSchema | null
  bodyRequired: boolean
  reply: JsonSchema | null
}

export interface EventContract {
  type: string
  /** `event_resource` of the envelope: text for older events, null for newer ones. */
  resource: string | null
  tag: string
  schema: JsonSchema | null
}

export interface AreaContract {
  area: string
  operations: OperationContract[]
  events: EventContract[]
  schemas: Record<string, JsonSchema>
}
