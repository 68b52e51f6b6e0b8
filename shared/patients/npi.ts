/**
 * True for a National Provider Identifier: ten digits, the first 1 or 2, the last a Luhn check over the number with
 * 80840 before it. Source: CMS, Requirements for National Provider Identifier and NPI check digit; 45 CFR 162.406.
 */
export function isNpi(typed: string): boolean {
  if (!/^[12]\d{9}$/.test(typed)) return false
  // the constant prefix 80840 adds 24 to the sum
  let sum = 24
  for (const [index, digit] of [...typed].entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}
