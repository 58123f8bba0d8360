/** Whether what is on a page can be read whole. */
import type { Page } from 'playwright-core';

/** Texts below the selector that do not fit into their box. */
export const cutOff = async (page: Page, selector: string): Promise<string[]> =>
  await page.locator(selector).evaluateAll((list) =>
    list.flatMap((top) => {
      const inner = [top, ...top.querySelectorAll('*')].filter((each) => each.textContent?.trim() !== '');
      const over = inner.find(
        (each) =>
          getComputedStyle(each).display !== 'inline' &&
          (each.scrollWidth > each.clientWidth + 2 || each.scrollHeight > each.clientHeight + 2) &&
          getComputedStyle(each).overflow !== 'visible',
      );
      return over ? [over.textContent?.trim().slice(0, 60) ?? ''] : [];
    }),
  );

/** Texts that reach beyond the window to the right or to the left, and how far the page scrolls sideways. */
export const beyondWindow = async (page: Page): Promise<string[]> =>
  await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const beyond = [...document.querySelectorAll('body *')].filter((each) => {
      const { left, right, width } = each.getBoundingClientRect();
      return width > 0 && each.textContent?.trim() !== '' && (right > clientWidth + 1 || left < -1);
    });
    const texts = beyond.map((each) => each.textContent?.trim().slice(0, 60) ?? '');
    return scrollWidth > clientWidth ? [`the page, by ${scrollWidth - clientWidth} pixels`, ...texts] : texts;
  });
