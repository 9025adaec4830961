// Records what a page does not show: violations of its policy, errors, and messages of other windows.
window.recorded = { violations: [], errors: [], messages: [] };
addEventListener("securitypolicyviolation", (event) => {
  recorded.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
addEventListener("error", (event) => recorded.errors.push(String(event.message ?? event.target)), true);
addEventListener("unhandledrejection", (event) => recorded.errors.push(String(event.reason)));
addEventListener("message", (event) => recorded.messages.push(`${event.origin} ${event.data?.type}`));
