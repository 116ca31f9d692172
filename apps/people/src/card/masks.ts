/** What everybody sees of a card: enough to tell two people of a case apart, not enough to find one. */

/** 测试职工 → 测* */
export const maskedName = (name: string): string => `${[...name][0] ?? ''}*`;

const hidden = (text: string, head: number, tail: number): string =>
  text.length <= head + tail
    ? '*'.repeat(text.length)
    : text.slice(0, head) + '*'.repeat(text.length - head - tail) + text.slice(text.length - tail);

/** Four characters, ten stars, four characters. */
export const maskedIdNumber = (idNumber: string): string => hidden(idNumber, 4, 4);
/** 138****0000; of a landline only the area code is shown. */
export const maskedPhone = (phone: string): string =>
  phone.startsWith('1') ? hidden(phone, 3, 4) : hidden(phone, 4, 0);
export const maskedBankCard = (card: string): string => hidden(card, 4, 4);
