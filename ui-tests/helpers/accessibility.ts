/**
 * axe over a part of the page.
 */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** WCAG 2.1 A and AA, and axe's best practices: what issue 3 promises for our own panels. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/**
 * Rules about a page as a whole. JupyterLab's page is not ours, and a part of it cannot answer them.
 */
const PAGE_RULES = ['region', 'landmark-one-main', 'page-has-heading-one', 'bypass'];

/** One line per rule and place, e.g. `color-contrast (serious) .jp-VcpExplorer-summary: …`. Empty when all is well. */
export async function violations(page: Page, selector: string): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).include(selector).withTags(TAGS).disableRules(PAGE_RULES).analyze();
  return found.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${impact ?? '?'}) ${target.join(' ')}: ${firstReason(failureSummary)}`)
  );
}

function firstReason(summary: string | undefined): string {
  return summary?.split('\n')[1]?.trim() ?? '';
}
