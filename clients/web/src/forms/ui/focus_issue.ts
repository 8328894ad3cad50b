/** Goes to the first field that is blamed, once it is drawn, so that nobody has to look for it. */
export function focusFirstIssue(form: HTMLFormElement): void {
  requestAnimationFrame(() => {
    const invalid = form.querySelector<HTMLElement>("[aria-invalid=true], [data-invalid] input");
    invalid?.closest("details")?.setAttribute("open", "");
    invalid?.focus();
  });
}
