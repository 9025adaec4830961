
/** The bytes of the second module; the page says where it is, and what it has to be. */
async function laterModule() {
    const [name, integrity] = document.querySelector("script[data-later]").dataset.later.split("#");
    try {
        const answer = await fetch(new URL(name, document.baseURI), { integrity });
        if (!answer.ok) throw new Error(`status ${answer.status}`);
        return await answer.arrayBuffer();
    } catch (cause) {
        throw new Error(`no second module: ${cause}`);
    }
}
