export default function ({ data, parentElement, setTriggerValue }) {
  const sheet = parentElement.querySelector(".sheet");
  if (sheet.innerHTML !== data.html) sheet.innerHTML = data.html;
  sheet.onclick = (event) => {
    const link = event.target.closest("a[href^='?']");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    setTriggerValue("go", link.getAttribute("href"));
    if (!link.hasAttribute("data-stay")) document.querySelector("[data-testid='stMain']")?.scrollTo(0, 0);
  };
}
