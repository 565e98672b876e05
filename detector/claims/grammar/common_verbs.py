"""Frequent verbs of news besides those that report, so that finite verbs are recognised without a parser. Data only."""

from __future__ import annotations

# Spanish entries may carry their stems after "/" (see morphology.spanish).
COMMON = {
    "es": """haber ser estar ir dar hacer poder querer saber ver tener obtener venir intervenir poner proponer salir caer traer incluir
        atribuir
        construir destruir producir abrir descubrir morir volver reunir existir vivir recibir permitir cumplir exigir surgir asistir
        ocurrir sufrir
        llegar pasar deber quedar llevar dejar seguir/sigu/sigu encontrar/encuentr llamar tomar tratar mirar esperar buscar entrar trabajar
        perder/pierd empezar/empiez comenzar/comienz terminar acabar lograr presentar crear intentar usar utilizar continuar/continú
        aprobar/aprueb
        firmar visitar viajar matar herir/hier/hir detener/detien atacar bombardear desplegar/desplieg enviar/enví entregar pagar
        comprar vender ganar
        cerrar/cierr aumentar reducir/reduc subir bajar crecer costar/cuest alcanzar superar causar provocar afectar apoyar ofrecer
        pedir/pid/pid
        solicitar reclamar acusar criticar condenar defender/defiend ordenar prohibir decidir acordar/acuerd negociar dimitir renunciar
        nombrar
        elegir/elig/elig votar investigar analizar registrar sumar celebrar operar funcionar participar colaborar cooperar financiar evitar
        impedir/impid/impid necesitar permanecer desaparecer aparecer parecer pertenecer nacer conocer ocupar evacuar rescatar desalojar
        suspender
        cancelar retirar iniciar inaugurar instalar ampliar/amplí reforzar/refuerz reafirmar conversar dialogar discutir revisar
        responder aceptar
        consolidar fortalecer reflejar generar marcar liderar encabezar convocar exportar importar representar abandonar interpretar
        persistir hablar rondar culpar tildar calificar tachar describir definir achacar cifrar situar/sitú valorar responsabilizar
        recomendar/recomiend aconsejar reabrir combatir arrancar""",
    "en": """be have do go make take give get come see keep leave begin fall rise win lose send meet buy sell pay build run strike grow
        become lead
        break spend hit cut put bring want need seem use work call try turn start help talk move live happen provide include continue
        change follow
        stop create open walk offer remain appear visit travel kill injure wound arrest attack bomb deploy deliver sign approve pass
        close increase
        reduce raise cause affect support request demand accuse criticize condemn defend order ban decide agree negotiate resign appoint
        elect vote
        investigate operate participate cooperate finance avoid prevent cancel withdraw suspend launch inaugurate install expand
        reinforce evacuate
        rescue receive reach require discuss seek arrive join hand seize destroy collapse die aim fuel reflect fly drive speak fight
        steal throw catch shoot sink choose stand sweep draw flee drop spread focus strengthen respond publish
        blame describe portray brand label dub attribute recommend advise reopen""",
}
