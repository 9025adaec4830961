// Writes down what a page would not show: breaches of its policy, errors, and what other windows say to it.
window.spied = { violations: [], errors: [], messages: [] };
addEventListener("securitypolicyviolation", (event) => {
  spied.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
addEventListener("error", (event) => spied.errors.push(String(event.message ?? event.target)), true);
addEventListener("unhandledrejection", (event) => spied.errors.push(String(event.reason)));
addEventListener("message", (event) => spied.messages.push(`${event.origin} ${event.data?.type}`));
