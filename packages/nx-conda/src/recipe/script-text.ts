import { batchTokens, isBatch } from './batch-words';
import { codeReads, isCode, mentionsInCode } from './code-reads';
import { rawMentions } from './raw-mentions';
import type { ScriptFindings, ScriptText } from './script-findings';
import { ShellReader } from './shell-reads';

/** Longer scripts than this are not searched to their end. */
const maxLength = 400_000;

/** Searches one script in every language that it may be in. */
export function searchScript(script: ScriptText, findings: ScriptFindings, path = ''): void {
  if (script.text.length > maxLength) {
    findings.cannotKnow(
      script,
      0,
      `The script is longer than ${maxLength} characters; what comes after is not searched.`,
    );
    return searchScript({ ...script, text: script.text.slice(0, maxLength) }, findings, path);
  }
  const isWindows = /\.(?:bat|cmd)$/i.test(path);
  const isProgram = path !== '' && isCode(script.text, path);
  if (isProgram || mentionsInCode(script.text)) codeReads(script, findings, script.text);
  if (!isWindows && (!isProgram || /\.(?:sh|bash)$/.test(path))) {
    new ShellReader(script, findings).read(script.text);
  }
  if (isWindows || (path === '' && isBatch(script.text))) {
    new ShellReader(script, findings, batchTokens).read(script.text);
  }
  rawMentions(script, findings);
}
