/** The JSON Schema of FHIR R4, where it is beside the project. */
import { Ajv, type ValidateFunction } from 'ajv'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

type Resource = Readonly<{ resourceType: string }>

/** Gives the first fault of a resource, or null. */
export function readSchema(file: string): (resource: Resource) => string | null {
  const { definitions } = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as {
    definitions: Record<string, object>
  }
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false, validateSchema: false })
  // named by the schema but not in it; contained resources are not used here
  ajv.addSchema({ definitions: { ...definitions, Resource: {}, integer64: {}, ResourceList: {} } }, 'fhir')
  const validators = new Map<string, ValidateFunction>()
  return (resource) => {
    const type = resource.resourceType
    const validate = validators.get(type) ?? ajv.compile({ $ref: `fhir#/definitions/${type}` })
    validators.set(type, validate)
    if (validate(resource)) return null
    const [fault] = validate.errors ?? []
    return `${type} ${fault?.instancePath} ${fault?.message} ${JSON.stringify(fault?.params)}`
  }
}
