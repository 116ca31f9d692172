/** What is said to people, Chinese first. */
export interface Words {
  zh: string;
  en: string;
}

/**
 * The whole workbook (工作簿) is refused: not one row of it was kept. The words say what the file is or lacks and what
 * to do next; `code` is stable and may be counted.
 */
export class WorkbookRefused extends Error {
  readonly code: string;
  readonly zh: string;
  readonly en: string;

  constructor(code: string, words: Words) {
    super(`${code}: ${words.zh}`);
    this.name = 'WorkbookRefused';
    this.code = code;
    this.zh = `${words.zh}本次没有保存任何内容。`;
    this.en = `${words.en} Nothing was stored.`;
  }
}

/** A part of the file contradicts itself; `where` and `whereEn` name it for whoever has to look at it. */
export function damaged(where: string, whereEn = where): WorkbookRefused {
  return new WorkbookRefused('WORKBOOK_DAMAGED', {
    zh: `工作簿已损坏（${where}）。请用 Excel 或 WPS 打开原表，另存为新的 .xlsx 文件后重新上传。`,
    en: `The workbook is damaged (${whereEn}). Open it in Excel or WPS, save it as a new .xlsx and upload that.`,
  });
}
