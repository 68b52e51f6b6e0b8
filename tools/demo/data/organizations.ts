/** Hospital, laboratory and payers around the practice. All of them are made up. */

export const hospitals = [
  {
    key: 'hospital',
    name: 'North River Hospital',
    kind: 'Healthcare Provider',
    line: '500 North River Pkwy',
    town: 'Salem',
    zip: '01970',
    phone: '978-555-0110',
  },
  {
    key: 'lab',
    name: 'Tidewater Clinical Laboratory',
    kind: 'Healthcare Provider',
    line: '8 Gristmill Way',
    town: 'Danvers',
    zip: '01923',
    phone: '978-555-0111',
  },
  {
    key: 'imaging',
    name: 'Breakwater Imaging Center',
    kind: 'Healthcare Provider',
    line: '31 Breakwater Rd',
    town: 'Peabody',
    zip: '01960',
    phone: '978-555-0112',
  },
  {
    key: 'pharmacy',
    name: 'Old Tannery Pharmacy',
    kind: 'Other',
    line: '3 Old Tannery Ct',
    town: 'Peabody',
    zip: '01960',
    phone: '978-555-0113',
  },
] as const

export type PayerRow = Readonly<{
  key: string
  name: string
  payerId: string
  /** v3 ActCode coverage type. */
  type: readonly [code: string, display: string]
  plans: readonly string[]
  /** How a member number looks: # digit, @ letter, anything else itself. */
  member: string
}>

const commercial = ['EHCPOL', 'extended healthcare'] as const
const publicPolicy = ['PUBLICPOL', 'public healthcare'] as const

export const payers: readonly PayerRow[] = [
  {
    key: 'baycolony',
    name: 'Bay Colony Health Plan',
    payerId: 'BAYC1',
    type: commercial,
    plans: ['HMO Select', 'PPO Open Choice', 'Saver HDHP 3000'],
    member: 'BCX#########',
  },
  {
    key: 'granite',
    name: 'Granite Mutual Health',
    payerId: 'GRMU7',
    type: commercial,
    plans: ['Granite PPO', 'Granite EPO 1500'],
    member: '@@########',
  },
  {
    key: 'minuteman',
    name: 'Minuteman Community Care',
    payerId: 'MMCC3',
    type: commercial,
    plans: ['ConnectorCare Plan 2', 'Silver 2000'],
    member: 'M##########',
  },
  {
    key: 'fishermen',
    name: "Fishermen's Benefit Fund",
    payerId: 'FBF22',
    type: commercial,
    plans: ['Local 41 Family Plan'],
    member: '41-######-#',
  },
  {
    key: 'threecapes',
    name: 'Three Capes Life and Health Insurance Company of New England',
    payerId: 'TCLH9',
    type: commercial,
    plans: ['Employer Choice Plus National Network with Out-of-Area Dependent Benefit'],
    member: 'TC@#########',
  },
  {
    key: 'medicare',
    name: 'Medicare Part B',
    payerId: 'MCRB1',
    type: publicPolicy,
    plans: ['Original Medicare'],
    member: '1@@#-@@#-@@##',
  },
  {
    key: 'advantage',
    name: 'Bay Colony Medicare Advantage',
    payerId: 'BAYM1',
    type: publicPolicy,
    plans: ['Advantage Prime HMO-POS'],
    member: 'BCM########',
  },
  {
    key: 'medicaid',
    name: 'Massachusetts Medicaid',
    payerId: 'MAMED',
    type: publicPolicy,
    plans: ['Standard', 'CarePlus', 'Family Assistance'],
    member: '1###########',
  },
  {
    key: 'supplement',
    name: 'Old Colony Medicare Supplement',
    payerId: 'OCMS4',
    type: commercial,
    plans: ['Supplement 1A', 'Core'],
    member: 'OC########',
  },
  {
    key: 'compensation',
    name: "Commonwealth Workers' Compensation Trust",
    payerId: 'CWCT8',
    type: ['WCBPOL', "worker's compensation"],
    plans: ["Workers' compensation"],
    member: 'WC-######',
  },
]
