"""What systems call the speakers, and the role each word means; a word that is not here is nobody we can tell."""

from __future__ import annotations

from ccqa.contact import Role, Turn, Unassigned

WORDS = {
    Role.AGENT: "agent human_agent humanagent live_agent advisor adviser operator rep representative admin employee",
    Role.CUSTOMER: "customer client end_user enduser end_customer caller user consumer contact visitor guest lead",
    Role.BOT: "bot system ivr custom_bot automated_agent ai_agent chatbot virtual_agent voicebot "
    "system_message assistant_bot",
}
ROLES = {word: role for role, words in WORDS.items() for word in words.split()}
"""Lower case, with `_` between words. 'internal' is not here: it covers agents, IVR and ACD alike."""


def role_of(word: object) -> Role:
    """Return the role that a system's word means; `Role.UNKNOWN` for anything else, also for no word at all."""
    if not isinstance(word, str):
        return Role.UNKNOWN
    return ROLES.get(word) or ROLES.get("_".join(word.lower().replace("-", " ").split()), Role.UNKNOWN)


def spoken(
    word: str | None, text: str, start_s: float | None = None, end_s: float | None = None, agent: str | None = None
) -> Turn:
    """Return what a speaker said whom the export calls so: with the role that the word means, else with the word."""
    role = role_of(word)
    if role is Role.UNKNOWN and word:
        return Unassigned(role, text, start_s, end_s, agent, word)
    return Turn(role, text, start_s, end_s, agent)
