
/** The bytes of the second module; the page says where it is, and what it has to be. */
async function laterModule() {
    const [name, integrity] = document.querySelector("script[data-later]").dataset.later.split("#");
    const answer = await fetch(new URL(name, document.baseURI), { integrity });
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.arrayBuffer();
}
